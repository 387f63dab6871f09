# The words of the letter to a unit. A difference that the data do not support is not called one.

letter-title =
    Results for your unit
    { $title }, { $period }
letter-number = {"{{"}to be reviewed: number of the letter{"}}"}
letter-to = To: { $unit }
letter-opening = { $has-office ->
    [yes] Under the { $scheme }, the { $office } carried out the { $title } ({ $period })
   *[no] The { $title } ({ $period }) has been carried out under the { $scheme }
}. { $papers ->
    [one] One valid paper was received.
   *[other] In all, { $papers } valid papers were received.
} The results for your unit are set out below.

## Parts
letter-part-result = Results
letter-part-comments = Comments
letter-part-reply = What we ask of you

## Overall result
letter-score = Your unit scored { $score } points overall ({ $few ->
    [yes] { $known ->
        [yes] { $confidence }% confidence interval { $interval } points
       *[no] the error of the score cannot be estimated
    }
   *[no] valid n = { $n }{ $known ->
        [yes] ; { $confidence }% confidence interval { $interval } points
       *[no] ; the error of the score cannot be estimated
    }
}).
letter-no-score = Your unit has no score in this period ({ $why }). No score is not a score of 0, and your unit is not ranked.
letter-withheld-part = For part of this period your unit was in a category that is reported to the leaders only. Its score is not shown, and it is not ranked.
letter-withheld = Very few people judged your unit in this period. To protect them, its score is not shown, and your unit is not ranked.
letter-missing-renormalise = Too few people of some rater groups answered about your unit; the weight of those groups is shared among the others.
letter-missing-category-mean = Too few people of some rater groups answered about your unit; the mean that those groups gave the units of your category stands in for them.
letter-missing-zero = Too few people of some rater groups answered about your unit; under the scheme those groups count as 0 points.
letter-missing-unranked = Too few people of some rater groups answered about your unit; under the scheme it has a score and no rank.
letter-rates = Rates: { $list }.
letter-rate-satisfied = satisfied { $rate }%
letter-rate-dissatisfied = dissatisfied { $rate }%
letter-rate-knowledge = know your unit { $rate }%
letter-internal = The results of your category are for the leaders only; they are neither ranked nor published.
letter-unranked-all = Your unit is not ranked ({ $why }).
letter-unranked = { $scope }: your unit is not ranked ({ $why }).
letter-rank = { $of ->
    [one] { $scope }: yours is the only unit that is ranked.
   *[other] { $scope }: your unit ranks { $joint ->
        [yes] joint { $rank }
       *[no] { $rank }
    } of { $of }; { $set ->
        [sole] the data support this rank.
        [all] but the data rule out none of these ranks.
        [some] the ranks that the data cannot rule out are { $best } to { $worst }.
       *[unknown] the error cannot be estimated, so it cannot be said whether this rank is due to chance.
    }
}
letter-rank-caution = These statements hold at { $confidence }% confidence; units with neighbouring ranks should not be taken to differ.
letter-mean = The mean of your category ({ $scope }) is { $mean } points.
letter-side = { $side ->
    [above] Your unit is above the mean of the ranked units in its category.
   *[below] Your unit is below the mean of the ranked units in its category.
}
letter-grade = The grade is “{ $grade }”.

## Indicators
letter-own = your unit
letter-best = highest in the category
letter-figure-profile = { $kind ->
    [ends] Scores against the mean, highest and lowest of the category
    [mean] Scores against the mean of the category
   *[own] Scores by indicator
}
letter-figure-profile-description = { $kind ->
    [ends] Scores of { $unit } by indicator against mean, lowest and highest of its category; the values are printed at the right.
    [mean] Scores of { $unit } by indicator against the mean of its category; the values are printed at the right.
   *[own] Scores of { $unit } by indicator; the values are printed at the right.
}
letter-strong = Compared with the mean of its category ({ $scope }), your unit does relatively best on { $list }.
letter-weak = It does relatively least well on { $list }.
letter-strong-own = Among the indicators, your unit scored highest on { $list }.
letter-weak-own = Among the indicators, your unit scored lowest on { $list }.
letter-indicator = “{ $indicator }” ({ $score } points{ $said ->
    [own] {""}
   *[other] , { $direction ->
        [up] { $gap } above
        [down] { $gap } below
       *[same] the same as the mean
    }
}{ $said ->
    [within] , within the error
    [beyond] , beyond the error
    [unknown] , error not known
   *[quiet] {""}
})
letter-within = { $n ->
    [one] This difference is within the error and is for reference only.
   *[other] All of these differences are within the error and are for reference only.
}
letter-even = On every indicator your unit is as far from the mean of its category ({ $scope }), so none stands out.

## How people answered
letter-figure-levels-description = Bars of the share of each level in the answers on your unit, overall and by indicator; the values are in the table below.
letter-table-levels = Share of each level in the valid answers (%)
letter-col-measure = Measure
letter-table-groups = Scores that the rater groups gave your unit
letter-col-weight = Weight (%)
letter-col-to-whole = Against overall
letter-groups-note = Some rater groups mark higher than others: a difference between groups is not a difference in service.
letter-groups-hidden = Few people of the other rater groups answered. To protect them, the scores of those groups are not shown.
letter-groups-none = Few people of some rater groups answered. To protect them, the scores by rater group are not shown.

## Earlier periods
letter-figure-past = Overall score over the periods{ $mean ->
    [yes] {""} against the mean of the category
   *[no] {""}
}
letter-figure-past-description = A line of your unit’s overall score over the periods{ $mean ->
    [yes] {""} and one of the mean of its category
   *[no] {""}
}.
letter-change = { $direction ->
    [same] The overall score is the same as in the { $earlier } ({ $before } points){ $known ->
        [yes] {"; "}the error of a change is ±{ $margin } points
       *[no] {""}
    }.
   *[other] The overall score is { $change } points { $direction ->
        [up] higher
       *[down] lower
    } than in the { $earlier } ({ $before } points){ $known ->
        [yes] {"; "}the error of this change is ±{ $margin } points
       *[no] {""}
    }. { $said ->
        [real] At a confidence of { $confidence }%, this is a real { $direction ->
            [up] rise
           *[down] fall
        }.
        [small] It is less than the scheme asks of a real change.
        [within] This is within the error, and is not called a rise or a fall.
        [chance] With so many units compared at once, a change of this size may be due to chance; it is not called a rise or a fall.
       *[unknown] Its error cannot be estimated, so it is not called a rise or a fall.
    }
}
letter-no-change = Your unit had no score then ({ $earlier }) or has none now, so the two periods are not compared.
letter-new = Your unit is new in this period, and has no earlier score ({ $earlier }) to compare with.
letter-merged = Your unit was made by merging or splitting others, and is not compared with the earlier period ({ $earlier }).
letter-moved = Of the { $n } units ranked in both periods ({ $scope }), yours moved from number { $before } to number { $after }, which is more than chance.
letter-rises = Indicators with a real rise: { $list }.
letter-falls = Indicators with a real fall: { $list }.
letter-indicator-change = “{ $indicator }” ({ $change } points)

## Comments
letter-no-comments = Nobody wrote a comment on your unit in this period.
letter-comments = { $n ->
    [one] One comment on your unit came in
   *[other] { $n } comments on your unit came in
}: { $parts }.
letter-table-topics = Topics of the comments
letter-table-quotes = From the complaints, suggestions and other comments
letter-table-praise = From the praise
letter-more-topics = { $n ->
    [one] One more topic is in the list of comments.
   *[other] { $n } more topics are in the list of comments.
}
letter-more-quotes = { $n ->
    [one] One more is in the list of comments.
   *[other] { $n } more are in the list of comments.
}
letter-quotes-note = Comments that say nearly the same have been put together, and what tells who wrote has been struck out.

## What we ask of you
letter-reply = Please consider these results{ $comments ->
    [yes] {" "}and comments
   *[no] {""}
}. Where improvement is needed, decide what will be done, by whom and by when; fill in the attached form and return it to us by {"{{"}to be reviewed: deadline for the reply{"}}"}.
letter-closing = We thank you for your work.
letter-attachment = Attachments:{" "}
letter-details = Results in detail
letter-form = Form for the reply
letter-annex = { $n ->
    [0] Attachment
   *[other] Attachment { $n }
}
letter-form-unit = Unit: { $unit } (seal)
letter-col-problem = Point to improve
letter-col-measures = What will be done
letter-col-person = By whom
letter-col-deadline = By when
letter-col-outcome = Outcome
letter-problem-indicator = “{ $indicator }”: { $score } points, { $gap } { $direction ->
   *[down] below the mean of the category
}{ $said ->
    [beyond] {""}
    [within] {" "}(within the error; please judge from practice)
   *[unknown] {" "}(error not known; please judge from practice)
}
letter-problem-topic = “{ $topic }”: { $n ->
    [one] one complaint or suggestion
   *[other] { $n } complaints and suggestions
}
letter-form-note = The first column is filled from the results; add to it or strike out as is right. Fill in the last column when the work is done.
letter-office = {"{{"}to be reviewed: office{"}}"}
letter-date = {"{{"}to be reviewed: date{"}}"}

## Notes
letter-note-figure = { $kind ->
    [own] In the figure of the indicators, the dot is your unit.
   *[mean] In the figure of the indicators, the dot is your unit and the upright line the mean of the category.
} The axes do not start at 0: read the values beside the lengths.
letter-note-error = Scores come from a part of the people and so have a sampling error. Confidence intervals are at { $confidence }%, each holding for one unit and one measure by itself{ $kind ->
    [own] {""}
   *[mean] {"; "}“within the error” means that the interval holds the mean of the category
}.
letter-appeal = If you doubt a result, you may ask us in writing for a review by {"{{"}to be reviewed: deadline for a review{"}}"} (contact: {"{{"}to be reviewed{"}}"}).
