# The bulletin as a document to be signed. Numbers come in as they are printed. Double braces are places for people to fill in.

## Beginning and end
bulletin-title = { $title }:{ $first } results{ $second } for the { $period }
bulletin-number = {"{{"}to be reviewed: document number{"}}"}
bulletin-addressees = To: {"{{"}to be reviewed: addressees{"}}"}
bulletin-office = {"{{"}to be reviewed: issuing office{"}}"}
bulletin-date = {"{{"}to be reviewed: date{"}}"}
bulletin-opening = This bulletin reports the results of the { $title } for the { $period }. The { $office } carried it out under the { $scheme } ({ $numbered ->
    [yes] { $number }
   *[no] {"{{"}to be reviewed: number of the scheme{"}}"}
}).
bulletin-attachments = Annexes:{" "}
bulletin-annex = Annex{ $several ->
    [yes] {" "}{ $n }
   *[no] {""}
}

## Sections
bulletin-section-basis = How the appraisal was done
bulletin-section-results = Results
bulletin-section-indicators = { $n ->
    [2] Results on the two indicators
    [3] Results on the three indicators
    [4] Results on the four indicators
    [5] Results on the five indicators
    [6] Results on the six indicators
    [7] Results on the seven indicators
    [8] Results on the eight indicators
    [9] Results on the nine indicators
    [10] Results on the ten indicators
   *[other] Results by indicator
}
bulletin-section-changes = Main features and changes
bulletin-section-features = Main features
bulletin-section-problems = Problems
bulletin-section-demands = What is required

## Words
bulletin-internal = { $category } (internal)
bulletin-run-in = { $heading }.
bulletin-measure = “{ $measure }”
bulletin-names-more = { $names } and others, { $n } in all
bulletin-unit-score = { $unit } ({ $score })
bulletin-unit-change = { $unit } ({ $change })
bulletin-unit-measure = { $unit } on “{ $measure }”
bulletin-unit-why = { $unit } ({ $why })
bulletin-unit-rate = { $unit } ({ $rate }%{ $known ->
    [yes] , interval { $span }%
   *[no] {""}
})
bulletin-unit-move = { $unit } (from { $earlier } to { $later })
bulletin-topic = { $topic } ({ $n })
bulletin-change = { $said ->
    [real] { $direction ->
        [up] { $change } points higher than in the { $earlier }
        [down] { $change } points lower than in the { $earlier }
       *[same] unchanged from the { $earlier }
    }
    [small] { $direction ->
        [up] { $change } points higher than in the { $earlier }, too little to be called a rise
        [down] { $change } points lower than in the { $earlier }, too little to be called a fall
       *[same] unchanged from the { $earlier }
    }
    [chance] { $direction ->
        [up] { $change } points higher than in the { $earlier }, which is within the error
        [down] { $change } points lower than in the { $earlier }, which is within the error
       *[same] unchanged from the { $earlier }
    }
   *[unknown] { $direction ->
        [up] { $change } points higher than in the { $earlier }, with an error that is not known
        [down] { $change } points lower than in the { $earlier }, with an error that is not known
       *[same] unchanged from the { $earlier }
    }
}

## How it was done
bulletin-basis-period = The appraisal covers the { $period }.
bulletin-basis-objects = It covers { $units ->
    [one] one unit
   *[other] { $units } units
}{ $several ->
    [yes] : { $categories }
   *[no] {""}
}.
bulletin-basis-category = { $category } ({ $n }{ $level ->
    [internal] ; internal, for the leaders only
    [score-only] ; scored, not ranked
   *[ranked] {""}
})
bulletin-basis-indicators = { $named ->
    [yes] { $n ->
        [one] The one indicator is { $indicators }
       *[other] The { $n } indicators are { $indicators }
    }
   *[no] There are { $n } indicators
}.
bulletin-basis-groups = { $named ->
    [yes] { $n ->
        [one] The one rater group is { $groups }
       *[other] The { $n } rater groups are { $groups }
    }
   *[no] There are { $n } rater groups
}.
bulletin-basis-nothing = No papers were received in this period.
bulletin-basis-by-group = The return rate was highest among { $best } ({ $best-rate }%) and lowest among { $worst } ({ $worst-rate }%).

## Results
bulletin-results-whole = Overall
bulletin-results-categories = By category
bulletin-results-grades = Grades
bulletin-results-unranked = Units without a rank
bulletin-no-scores = No unit has an overall score in this period.
bulletin-mean-hidden = There are too few units for a mean to be shown.
bulletin-mean = { $part ->
    [internal] Of the { $units } units, { $n } are outside the categories that are for the leaders only; their mean overall score is { $mean } points
    [scored] Of { $units } units, { $n } have an overall score; its mean is { $mean } points
   *[all] { $units ->
        [one] The one unit has an overall score of { $mean } points
       *[other] The mean overall score of the { $units } units is { $mean } points
    }
}.
bulletin-mean-change = The mean is { $changes }.
bulletin-only = Only { $unit } is ranked, with { $high } points.
bulletin-all-equal = The { $n } ranked units all score { $high } points.
bulletin-not-apart = The { $n } ranked units score from { $low } to { $high } points; all differences between them are within the error, and none is put before another.
bulletin-ends = The { $n } ranked units score from { $low } to { $high } points. { $few ->
    [yes] Highest: { $first }. Lowest: { $last }
   *[no] The highest are { $first }. The lowest are { $last }
}.
bulletin-possible-ends = At { $confidence }% confidence, { $first ->
    [one] { $first-unit } is first{ $last ->
        [one] {" "}and { $last-unit } is last
       *[other] ; the data cannot rule out last place for any of { $last } units
    }
   *[other] { $last ->
        [one] { $last-unit } is last; the data cannot rule out first place for any of { $first } units
       *[other] the data cannot rule out first place for any of { $first } units, nor last place for any of { $last }
    }
}.
bulletin-category = { $scored ->
    [yes] { $n ->
        [one] The one unit scores { $mean } points
       *[other] The { $n } units have a mean of { $mean } points
    }{ $changed ->
        [yes] , { $change }
       *[no] {""}
    }
    [hidden] { $n ->
        [one] The one unit
       *[other] The { $n } units
    } or their answers are too few for a mean to be shown
   *[no] { $n ->
        [one] The one unit has no overall score
       *[other] None of the { $n } units has an overall score
    }
}.
bulletin-score-only = Scores of this category are published; ranks are not made.
bulletin-all-score-only = Scores are published; ranks are not made.
bulletin-grade = { $grade } ({ $n }){ $listed ->
    [yes] : { $units }
   *[no] {""}
}.
bulletin-unranked = { $n ->
    [one] One unit is listed and not ranked:
   *[other] { $n } units are listed and not ranked:
} { $units }.
bulletin-col-mean = Mean
bulletin-col-highest = Highest
bulletin-col-lowest = Lowest

## Indicators
bulletin-means-changed = Compared with the { $earlier }, { $any ->
    [yes] the data show a change in the means of { $changes }{ $rest ->
        [0] {""}
        [one] . The change in the other is within the error or too small to be called one
       *[other] . The changes in the other { $rest } are within the error or too small to be called changes
    }
   *[no] { $rest ->
        [one] the change in the mean is within the error or too small to be called one
       *[other] the changes in all { $rest } means are within the error or too small to be called changes
    }
}.
bulletin-indicator = The mean is { $mean } points{ $changed ->
    [yes] , { $change }
   *[no] {""}
}.
bulletin-indicator-ends = The highest { $best-n ->
    [one] is
   *[other] are
} { $best } ({ $best-score }{ $best-n ->
    [one] {""}
   *[other] {" "}each
}); the lowest { $worst-n ->
    [one] is
   *[other] are
} { $worst } ({ $worst-score }{ $worst-n ->
    [one] {""}
   *[other] {" "}each
}).
bulletin-indicator-not-apart = All differences between the units are within the error, and none is put before another.
bulletin-table-indicators = Scores on the indicators

## Features and changes
bulletin-changes-sure = What the data can tell apart
bulletin-changes-refused = Periods that are not compared
bulletin-changes-heading = Compared with the { $earlier }{ $kind ->
    [previous] {" "}(period on period)
    [last-year] {" "}(year on year)
   *[other] {""}
}
bulletin-changes-untested = Of the { $n } units that can be compared with the { $earlier }, { $higher } score more and { $lower } score less; the errors of the changes are not known, so it cannot be said which are due to chance.
bulletin-changes-scores = The scores of { $n ->
    [one] one unit
   *[other] { $n } units
} can be compared with the { $earlier }. { $any ->
    [yes] { $rises ->
        [0] No rise can be called real
        [one] One rise can be called real: { $risen }
       *[other] { $rises } rises can be called real: { $risen }
    }. { $falls ->
        [0] No fall can be called real
        [one] One fall can be called real: { $fallen }
       *[other] { $falls } falls can be called real: { $fallen }
    }.{ $rest ->
        [0] {""}
        [one] {" "}The change of the other is within the error or too small, and is called neither a rise nor a fall.
       *[other] {" "}The changes of the other { $rest } are within the error or too small, and are called neither rises nor falls.
    }
   *[no] None of the changes can be called real: all are within the error or too small, and the data do not support calling them rises or falls.
}
bulletin-changes-indicators = On single indicators, { $rises ->
    [0] no rise can be called real
   *[other] these rises can be called real: { $risen }
}. { $falls ->
    [0] No fall can be called real
   *[other] These falls can be called real: { $fallen }
}.
bulletin-changes-ranks = { $scope ->
    [category] Ranks within the category
   *[all] Overall ranks
} can be compared for { $n ->
    [one] one unit
   *[other] { $n } units
}. { $any ->
    [yes] { $up ->
        [0] No move up can be called real
       *[other] Moves up that can be called real ({ $up }): { $risen }
    }. { $down ->
        [0] No move down can be called real
       *[other] Moves down that can be called real ({ $down }): { $fallen }
    }.{ $rest ->
        [0] {""}
       *[other] {" "}The other moves ({ $rest }) may be due to chance.
    }
   *[no] None of the moves can be called real; all may be due to chance.
}

## Problems
bulletin-problems-low = Low scores
bulletin-problems-fallen = Units whose scores fell
bulletin-problems-dissatisfied = Units with the most dissatisfied answers
bulletin-problems-comments = What people complained of
bulletin-problems-papers = How the appraisal was run
bulletin-low-indicators = { $n ->
    [one] The indicator with the lowest mean is { $indicators }
   *[other] The indicators with the lowest means are { $indicators }
}; the mean overall score is { $mean } points.
bulletin-below-mean = At { $confidence }% confidence, { $n ->
    [one] one unit is below the mean
   *[other] { $n } units are below the mean
}: { $units }.
bulletin-fallen = Compared with the { $earlier }, { $n ->
    [one] one fall can be called real
   *[other] { $n } falls can be called real
}: { $units }.
bulletin-dissatisfied = Among the ranked units, dissatisfaction is highest with { $units }{ $errors ->
    [yes] . The intervals are at { $confidence }% confidence; where they overlap, the order may be due to chance
   *[no] {""}
}.
bulletin-complaints = { $n ->
    [one] One comment was received
   *[other] { $n } comments were received
}: { $parts }{ $any ->
    [yes] . Most complaints are about { $topics }
   *[no] {""}
}.
bulletin-least-returned = The return rate was lowest among { $group } ({ $rate }%, against { $whole }% overall), because {"{{"}to be reviewed: why so few came back{"}}"}.
bulletin-unregistered = { $all ->
    [yes] The numbers of papers issued and returned were not recorded, so there is no return rate
   *[no] The numbers of papers issued and returned were not recorded for { $groups }
}.
bulletin-unequal = The number of papers returned differs from the number found for { $groups }, because {"{{"}to be reviewed: why the numbers differ{"}}"}.
bulletin-unequal-group = { $group } ({ $returned } returned, { $found } found)
bulletin-thin = { $kind ->
    [unranked] { $unranked ->
        [one] One unit is
       *[other] { $unranked } units are
    } listed and not ranked.
    [marked] The scores of { $marked ->
        [one] one unit
       *[other] { $marked } units
    } lack the answers of some rater groups (marked * in the annexes).
   *[both] { $unranked ->
        [one] One unit is
       *[other] { $unranked } units are
    } listed and not ranked, and the scores of { $marked } lack the answers of some rater groups (marked * in the annexes).
}

## What is required
bulletin-demand-indicators = Improve the work that scores low
bulletin-demand-units = Put matters right in the units named above
bulletin-demand-comments = Act on what people wrote
bulletin-demand-returns = Raise the return rate
bulletin-demand-report = Report progress on time
bulletin-slot-indicators = {"{{"}to be reviewed: what is required with regard to { $indicators }{"}}"}.
bulletin-slot-units = {"{{"}to be reviewed: what is required of { $units }{"}}"}.
bulletin-slot-comments = {"{{"}to be reviewed: what is required on comments about { $topics }{"}}"}.
bulletin-slot-returns = {"{{"}to be reviewed: how more papers shall come back from { $group }{"}}"}.
bulletin-slot-report = {"{{"}to be reviewed: what is to be reported, by when and by whom{"}}"}.

## Annexes
bulletin-annex-league = { $ranked ->
    [yes] League tables by overall score
   *[no] Overall scores
}, { $period }
bulletin-annex-scores = { $ranked ->
    [yes] Scores and ranks by indicator
   *[no] Scores by indicator
}, { $period }
bulletin-annex-trends = Comparison with earlier periods, { $period }
bulletin-annex-method = How the scores were made
bulletin-annex-quality = Quality of the data
bulletin-table-changes = { $title }: changes on the indicators
bulletin-elsewhere = There are many units; the figures of each are in the table “{ $tab }” of { $file }.
bulletin-changed-only = The table lists only units with a change that can be called real, and those that are new, renamed, merged or gone.
bulletin-note-unranked = Not ranked: { $units }.
