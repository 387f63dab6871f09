# The words of bulletin, tables and figures. Numbers arrive as they are to be printed.

report-title = { $title }, { $period }

## File names
file-comments = comments
file-league = league table - { $tab }
file-figure = { $tab }

## Common
scope-all = All units
total = Total
measure-whole = Overall score
rank-none = not ranked
mean-of-units = { $n ->
    [one] Mean of one unit
   *[other] Mean of { $n } units
}
mean-value = mean { $value }
key-lower = lower
key-higher = higher
key-mean = category mean
key-band = lowest to highest in the category
figure-source = Scores follow the scheme; see “How the scores were made”. Units with similar scores may differ in rank by chance.
axis-score = { $measure } (points; the axis does not start at 0)
axis-score-upright = { $measure } (points; the axis does not start at 0)
absent-no-score = no score
absent-not-rating = does not rate
absent-not-told = –
reason-count = { $kind }: { $n }
key-interval = { $confidence }% interval
key-bands = cannot be told apart ({ $confidence }%)
key-rank = rank
key-set-together = rank set, for all units together
key-set-alone = rank set, for this unit alone
key-borderline = borderline: another seed could move it
key-joint = joint
yes = yes
side-above = above mean
side-below = below mean
side-neither = —
side-above-target = above target
side-below-target = below target
run-of-ranks = ranks { $best }–{ $worst }
run-of-joint = the { $n } units with rank { $best }
rank-set = { $best }–{ $worst }
rank-set-none = not known
axis-rank = Rank (1 is the best)
axis-precision = Effective raters (from the error; the axis does not start at 0)
axis-importance = { $kind ->
    [weight] Importance: weight in the scheme (%)
   *[correlation] Importance: correlation with the other indicators together
}
axis-mean-upright = Mean score of the units (points; the axis does not start at 0)
zone-inside = { $dispersed ->
    [yes] inside the dashed limits
   *[no] inside the limits
}
zone-inner = { $dispersed ->
    [yes] beyond the dashed 95% limits
   *[no] beyond the 95% limits
}
zone-outer = { $dispersed ->
    [yes] beyond the dashed 99.8% limits
   *[no] beyond the 99.8% limits
}
limit-chance = { $confidence }% limits (sampling error alone)
limit-dispersed = { $confidence }% limits (with the usual differences between units)
quadrant-keep = important, high: keep up
quadrant-improve = important, low: improve first
quadrant-ample = less important, high: maintain
quadrant-later = less important, low: improve next
quadrant-hover = { $measure }: mean score { $score }, importance { $importance }
family-max-t = max-T over { $m ->
    [one] one comparison
   *[other] { $m } comparisons
}
family-holm = Holm over { $m ->
    [one] one comparison
   *[other] { $m } comparisons
}
family-bh = Benjamini–Hochberg over { $m ->
    [one] one comparison
   *[other] { $m } comparisons
}
family-none = { $m ->
    [one] one comparison
   *[other] { $m } comparisons
}, not adjusted

## Columns
col-rank = Rank
col-unit = Unit
col-category = Category
col-score = Score
col-grade = Grade
col-satisfied = Satisfied (%)
col-dissatisfied = Dissatisfied (%)
col-knowledge = Know the unit (%)
col-n = Valid n
col-change = Change (points)
col-move = Rank change
col-rank-in-category = Rank in category
col-rank-of = { $measure }: rank
col-n-of = { $group }: n
col-group = Rater group
col-indicator = Indicator
col-answers = Answers
col-unknown = Don't know
col-abstain = Abstained
col-units = Units
col-fate = What became of it
col-earlier = Earlier score
col-later = Score now
col-earlier-rank = Earlier rank
col-later-rank = Rank now
col-satisfied-change = Satisfied: change (pp)
col-change-of = { $measure }: change
col-issued = Issued
col-returned = Returned
col-return-rate = Return rate (%)
col-found = Found
col-valid = Valid
col-valid-rate = Valid rate (%)
col-void-papers = Void
col-void-reasons = Why void
col-ballots = Valid ballots
col-void-ballots = Void ballots
col-void-answers = Void answers
col-file = File
col-sheet = Sheet
col-rows = Rows
col-accepted = Accepted
col-void = Void
col-refused = Refused
col-blank-rows = Empty rows
col-finding = Finding
col-code = Code
col-effect = What followed
col-count = Count
col-level = Level
col-points = Points
col-group-weight = Weight of the group
col-unrounded = Before rounding
col-recalculated = Recalculated
col-printed = As printed
col-difference = Difference
col-answer-weight = Weight of answers
col-unknown-weight = Weight of don't know
col-compared-with = Compared with
col-earlier-figure = Earlier
col-later-figure = Now
col-figure-change = Change
col-se-exact = Standard error, before rounding
col-inflation-exact = Small-sample factor, before rounding
col-freedom-exact = Degrees of freedom, before rounding
col-behind = Raters or answers
col-t = Quantile of t
col-weight-sum = Sum of weights
col-interval = Interval
col-satisfied-interval = Satisfied: interval (%)
col-dissatisfied-interval = Dissatisfied: interval (%)
col-ranks = Rank set
col-against-mean = Against mean
col-against-target = Against target
col-reliability = Reliability
col-needed = Raters needed for a reliability of { $wanted }
col-margin = Error of change (± points)
col-p = p
col-adjusted = Adjusted p
col-table = League table
col-se = Standard error
col-inflation = Small-sample factor
col-freedom = Degrees of freedom
col-low = Interval from
col-high = Interval to
col-drawn = Raters
col-unpaired = Holds ready counts
col-ranks-best = Rank set: best
col-ranks-worst = Rank set: worst
col-ranks-alone = Rank set alone
col-borderline = Borderline
col-top = Chance of truly being in the first { $top }
col-chance-of = Chance of truly being “{ $grade }”
col-to-mean = Less the mean
col-to-mean-p = Less the mean: p
col-to-mean-adjusted = Less the mean: adjusted p
col-to-target = Less the target
col-to-target-p = Less the target: p
col-to-target-adjusted = Less the target: adjusted p

## Tables
grid-league = League table, { $scope }: { $measure }
tab-overall = Overall
tab-both = { $scope } - { $measure }
grid-scores = Scores and ranks by indicator
grid-scores-tab = Scores by indicator
grid-groups = Scores by rater group
grid-groups-tab = Scores by group
grid-groups-detail = Scores by unit, rater group and indicator
grid-groups-detail-tab = Scores by group, indicator
grid-rates = Rates of satisfaction, dissatisfaction and knowledge
grid-rates-tab = Rates
grid-levels = Share of each level (%)
grid-levels-tab = Level shares
grid-means = Mean scores by category
grid-means-tab = Means
grid-trend-previous = Comparison of the { $later } with the { $earlier } (the period before)
grid-trend-previous-tab = Change on period before
grid-trend-last-year = Comparison of the { $later } with the { $earlier } (a year before)
grid-trend-last-year-tab = Change on year before
grid-trend-other = Comparison of the { $later } with the { $earlier }
grid-trend-other-tab = Change
grid-returns = Papers issued, returned and valid
grid-returns-tab = Returns
grid-rows = What became of the rows of each file
grid-rows-tab = Rows
grid-findings = Findings in the files
grid-findings-tab = Findings
grid-audit = Counts, from which every score can be redone by hand
grid-audit-tab = Counts
grid-calculation-groups = Recalculation: the mean of each group on each indicator
grid-calculation-groups-tab = Recalculation, groups
grid-calculation = Recalculation: scores from the groups' means
grid-calculation-tab = Recalculation, scores
grid-calculation-counts = Recalculation: numbers of answers and rates from the counts
grid-calculation-counts-tab = Recalculation, rates
grid-calculation-intervals = Recalculation: intervals from the standard errors
grid-calculation-intervals-tab = Recalculation, intervals
grid-calculation-changes = Recalculation: changes of indicators, satisfied rates and means
grid-calculation-changes-tab = Recalculation, changes
grid-calculation-moves = Recalculation: ranks and moves of units ranked in both periods
grid-calculation-moves-tab = Recalculation, moves
note-calculation = The cells hold formulas over the counts, so that the spreadsheet does the sums again; “Difference” is zero where it finds what is printed. No formula stands where one cannot say what was done: trimmed means, means that stand in for a group, the whole of a ballot-first scheme.
note-calculation-counts = Numbers of answers are sums over the counts, and rates follow from the numbers in the same row; “Valid n” is the sum over the groups behind the score, and for the whole the fewest on any indicator. Where ballots are weighted, levels and rates go by weight.
note-calculation-intervals = Standard errors, small-sample factors and degrees of freedom depend on how each rater judged several units, which the counts do not tell: they are plain numbers. The intervals follow from them by formula. The quantile of t is had from the beta distribution, because the t functions of spreadsheets cut degrees of freedom to whole numbers. Chances, p-values, reliabilities and rank sets are plain numbers too.
note-calculation-changes = “Earlier” is what was printed then; the counts of this period do not hold it, so it is a plain number. “Change” is the difference of the two printed values.
note-calculation-moves = Ranks are taken anew among the units that are ranked in both periods, and a move is the earlier rank less the rank now. Overall ranks within a category are in the tables of change.
grid-errors = Errors and rank sets: overall score
grid-errors-tab = Errors and rank sets
grid-errors-indicators = Errors and rank sets: indicators
grid-errors-indicators-tab = Errors by indicator

## Notes below tables
note-joint = Units with the same published score share a rank.
note-breaker-satisfied = Between equal scores the higher satisfaction rate comes first.
note-breaker-dissatisfied = Between equal scores the lower dissatisfaction rate comes first.
note-breaker-n = Between equal scores the greater number of valid ballots comes first.
note-change = “Change” is the published score less that of the { $period }. “Rank change” counts only the units ranked in both periods.
note-caution = Scores carry sampling error: units with similar scores may differ in rank by chance, and nothing should be decided by neighbouring ranks alone.
note-mark-renormalise = * A rater group gave too few answers; the other groups carry its weight in proportion.
note-mark-category-mean = * A rater group gave too few answers; its mean over the category stands in.
note-mark-zero = * A rater group gave too few answers and counts as 0.
note-mark-unranked = * A rater group gave too few answers; the unit is scored, not ranked.
note-means-internal = “All units” leaves out the categories that are for the leaders only.
note-trend = The { $later } less the { $earlier }: scores in points, rates in percentage points. Ranks are counted anew among the units ranked in both periods.
note-returns = “Issued” and “returned” are what the office wrote down; “found” and “valid” are what the files hold. These count papers, one for each rater; a ballot is what one rater says of one unit.
note-returns-public = “Issued” and “returned” are what the office wrote down; “valid” is what the files hold. These count papers, one for each rater.
note-returns-counts-public = Some groups came as ready counts, without single ballots; their papers are the most answers to any one indicator of any one unit.
note-returns-counts = –: this group came as ready counts, without single ballots; its papers are the most answers to any one indicator of any one unit.
note-rows = Accepted, void and refused rows together are all rows.
note-bands-unknown = The errors of the scores cannot be estimated, so it cannot be said whether the order is due to chance.
note-bands-all = At { $confidence }% confidence no two of the { $n } units can be told apart; their order may be due to chance.
note-bands-none = At { $confidence }% confidence any two units can be told apart.
note-bands-few = At { $confidence }% confidence not every two units can be told apart; their order may be due to chance.
note-bands-one = At { $confidence }% confidence { $runs } cannot be told apart; their order may be due to chance.
note-bands-several = At { $confidence }% confidence the units within each of these runs cannot be told apart, and their order may be due to chance: { $runs }{ $more ->
    [0] {""}
    [one] ; { $figure ->
        [yes] one more is shown by a bracket in the figure
       *[no] there is one more
    }
   *[other] ; { $figure ->
        [yes] { $more } more are shown by brackets in the figure
       *[no] there are { $more } more
    }
}. Runs may overlap: where A cannot be told from B, nor B from C, A and C may still be told apart.
note-interval = Interval: { $confidence }%, by Student's t with degrees of freedom from the rater groups, for each unit by itself. Rank set: the ranks that the data cannot rule out, at { $confidence }% confidence for all { $m } ranked units of the table together{ $all ->
    [yes] {""}
   *[no] {" "}({ $n } of them with a known error)
}, by stepwise max-T over all pairs with { $draws } draws and seed { $seed }; * is borderline: another seed could move it by one.
note-as-before = Intervals, rank sets and “against mean” are made as for the table before, over the { $n } units of this table whose error is known; their mean is { $mean } points.
note-rates-interval = Intervals: { $confidence }%, each unit by itself, { $method ->
    [logit] on the logit scale
    [korn-graubard] by Korn and Graubard
   *[wilson] by Wilson
}, with the effective number of answers; rates of 0 and 100% by Korn and Graubard.
note-verdict = Against mean: compared with { $mean }, the mean of the { $n } units whose error is known{ $has-target ->
    [yes] ; against target: compared with { $target }
   *[no] {""}
}. { $family }. Called above or below only with an adjusted p below { $alpha }{ $has-threshold ->
    [yes] , a difference of at least { $threshold } points
   *[no] {""}
}{ $least ->
    [0] {""}
   *[other] , and at least { $least } valid answers
}; otherwise “—”.
note-reliability = Reliability: the order of the { $n } units has a reliability of { $order } (1 is wholly reliable, 0 is pure chance){ $below ->
    [refuse] ; units below { $least } are scored, not ranked
    [mark] ; units below { $least } are marked in the column “Reliability”
    [unmarked] ; no unit is below { $least }
   *[none] {""}
}.
note-of-table = { $scope }, { $measure }: n = { $n }, mean { $mean }, compared with the mean by { $family }{ $known ->
    [yes] ; the true scores differ between units by a standard deviation of { $between } points, and the reliability of the order is { $order }
   *[no] {""}
}.
note-errors = Standard errors and intervals are in points. Chances come from a normal model of scores, errors and the differences between units; they inform and test nothing. A p printed as 0.0000 is below 0.00005.
note-real-brief = ▲▼ mark only changes that can be called real; what that takes is explained in “How the scores were made”, under “Comparison”. A change without an arrow may be due to chance.
note-real = ▲▼ mark only changes that can be called real: beyond chance at { $confidence }% confidence after adjustment{ $has-threshold ->
    [yes] , at least { $threshold } points
   *[no] {""}
}{ $least ->
    [0] {""}
   *[other] , and on at least { $least } valid answers in both periods
}. Beside a rank they stand only where the unit's rank sets in the { $period } and now, made anew among the units of both at half the error each, have no rank in common. A change without an arrow may be due to chance.
note-tested = Error of a change: half the width of its { $confidence }% t interval. { $family }. { $linked ->
    [yes] The periods are linked by the raters' identifiers: { $common } answered in both, and what they have in common is taken out of the error.
   *[no] Raters cannot be linked between the periods, which are taken as separate samples: the errors are too great rather than too small.
}

## What became of a unit
fate-new = new
fate-gone = gone
fate-renamed = formerly { $unit }
fate-merged = merged from { $units }
fate-succeeded = now part of { $unit }

## Sections
section-numbered = { $n }. { $title }
section-basis = How the appraisal was done
section-results = Overall results
section-categories = Results by category
section-indicators = Results by indicator
section-levels = Levels and rates
section-trends = Compared with earlier periods
section-profiles = Unit profiles
section-quality = Data quality
section-certainty = How sure the results are
profiles-lead = One figure for each unit: the dot is the unit, the tick is the mean of its category, and the pale band runs from the lowest to the highest score in the category.

## Key points
fact-units = Units
fact-papers = Valid papers
fact-issued = Papers issued
fact-mean = Mean score
fact-change = Change on { $period }

summary-mean = { $units ->
    [one] One unit was
   *[other] { $units } units were
} appraised under “{ $scheme }”. { $part ->
    [internal] Without the categories that are for the leaders only, the mean score of { $n } units is { $mean }.
    [scored] The mean score of the { $n } that have one is { $mean }.
   *[all] The mean score is { $mean }.
}
summary-change = Compared with the { $earlier }, the mean { $said ->
    [real] { $direction ->
        [up] rose by { $change } points
        [down] fell by { $change } points
       *[same] is unchanged
    }
    [small] { $direction ->
        [up] is { $change } points higher, less than what is called a rise
        [down] is { $change } points lower, less than what is called a fall
       *[same] is unchanged
    }
    [chance] { $direction ->
        [up] is { $change } points higher, which is within the error
        [down] is { $change } points lower, which is within the error
       *[same] is unchanged
    }
   *[unknown] { $direction ->
        [up] is { $change } points higher, with an error that is not known
        [down] is { $change } points lower, with an error that is not known
       *[same] is unchanged
    }
}.
fact-said = { $said ->
    [real] { $change }
    [small] { $change } (less than what is called a change)
    [chance] { $change } (within the error)
   *[unknown] { $change } (error not known)
}
summary-apart = { $scope }: of the { $all } pairs of the { $n } ranked units, { $told ->
    [0] none can be told apart at { $confidence }% confidence; their order may be due to chance
   *[other] { $told } can be told apart at { $confidence }% confidence; the order of the rest may be due to chance
}.{ $known ->
    [yes] {" "}The reliability of the order is { $order }.
   *[no] {""}
}
summary-sides = { $scope }: at { $confidence }% confidence, { $above-kind ->
    [none] { $below-kind ->
        [none] no unit can be told from the mean
       *[other] no unit is above the mean
    }
    [some] { $above-n ->
        [one] one unit is above the mean
       *[other] { $above-n } units are above the mean
    } ({ $above })
   *[many] { $above-n } units are above the mean (see the league table)
}{ $below-kind ->
    [none] { $above-kind ->
        [none] {""}
       *[other] {" "}and none is below it
    }
    [some] {" "}and { $below-n ->
        [one] one is below it
       *[other] { $below-n } are below it
    } ({ $below })
   *[many] {" "}and { $below-n } are below it (see the league table)
}{ $above-kind ->
    [none] { $below-kind ->
        [none] {""}
       *[other] ; the other { $neither } cannot be told from it
    }
   *[other] ; the other { $neither } cannot be told from it
}.
summary-real = Of the { $n } units compared with the { $earlier }, { $any ->
    [yes] { $rises } rose and { $falls } fell by more than chance; the other changes are within the error or too small to be called changes
   *[no] none has a change that can be called real: all are within the error or too small to be called changes
}.
summary-overall = Of the { $n } units ranked overall, first{ $first-joint ->
    [yes] {" "}jointly
   *[no] {""}
}: { $first } ({ $first-score }); last{ $last-joint ->
    [yes] {" "}jointly
   *[no] {""}
}: { $last } ({ $last-score }).
summary-category = { $scope }, { $n } units ranked. First{ $first-joint ->
    [yes] {" "}jointly
   *[no] {""}
}: { $first } ({ $first-score }); last{ $last-joint ->
    [yes] {" "}jointly
   *[no] {""}
}: { $last } ({ $last-score }).
summary-only = { $scope }: only one unit is ranked, { $first } ({ $first-score }).
summary-all-joint = { $scope }: all { $n } ranked units score { $first-score }.
summary-indicators = Of the indicators, “{ $highest }” has the highest mean ({ $highest-mean }) and “{ $lowest }” the lowest ({ $lowest-mean }), { $gap } points apart.
summary-rise = Greatest of the sure rises since the { $earlier }: { $unit }, up { $change } points.
summary-fall = Greatest of the sure falls since the { $earlier }: { $unit }, down { $change } points.
summary-unranked = { $n ->
    [one] One unit is listed but not ranked
   *[other] { $n } units are listed but not ranked
}, for the reasons given in the league tables: { $units }.

## How it was done
basis-scope = In the { $period }, under “{ $scheme }”, { $groups ->
    [one] one rater group
   *[other] { $groups } rater groups
} judged { $units ->
    [one] one unit
   *[other] { $units } units
} on { $indicators ->
    [one] one indicator
   *[other] { $indicators } indicators
}{ $several ->
    [yes] : { $categories }
   *[no] {""}
}.
basis-category = { $category } ({ $n })
basis-returns = Of { $issued } papers issued, { $returned } came back ({ $return-rate }%), and { $valid } of these are valid ({ $valid-rate }%).
basis-found = The files hold { $found } papers, of which { $valid } are valid. How many were issued and returned was not written down.
basis-mode-pooled = The mean of each indicator is taken first; the overall score is the weighted mean of the indicators.
basis-mode-ballot-first = The mean of each ballot is taken first; the overall score is the mean over the ballots.

## Comparison
trend-composition = Changes in the list of units from the { $earlier } to the { $later }: { $parts }.
trend-new = new: { $units }
trend-renamed = renamed: { $units }
trend-renamed-unit = { $unit } (formerly { $earlier })
trend-merged = formed by merger and not compared: { $units }
trend-gone = no longer appraised: { $units }
trend-refused = The { $period } is not compared, because it was measured otherwise: { $why }.

## Data quality
quality-rows = { $rows } rows were read: { $accepted } accepted, { $void } void and { $refused } refused.
quality-ballots = { $ballots } ballots (one rater on one unit) are valid and { $void-ballots } void; besides, { $void-answers } single answers are void.
quality-list = Each case is listed in findings.csv in the internal folder.
quality-withheld = Scores that fewer than { $n } people stand behind are not published, nor any mean, rate or table from which one could be worked out.
quality-withheld-parts = Nothing of the following is published for this period: { $units }.
quality-withheld-units = So few people rated the following that nothing of them is published: { $units }.

## How the scores were made
method-scale-title = Scale
method-scale = { $levels }.
method-level = { $level }: { $points } points
method-level-unknown = { $level }: no points, counts in the knowledge rate only
method-level-excluded = { $level }: not counted
method-range = { $min } to { $max } points in steps of { $step }
method-band = { $level } ({ $from } and above)
method-score-title = Score
method-score-pooled = The means of the rater groups on each indicator are weighted by group into the indicator's score, and these by indicator ({ $weights }) into the overall score.
method-score-ballot-first = Each ballot is averaged by the weights of the indicators ({ $weights }), the ballots of each rater group are averaged, and the groups are weighted into the overall score.
method-weight = { $indicator } { $share }%
method-weight-none = { $indicator } not rating
method-weights-equal = all equal
method-trim-share = {" "}Of the answers of each group on each unit and indicator, { $share }% are first left out at each end (rounded down).
method-trim-extremes = {" "}Where there are more than { $above } answers, the { $count ->
    [one] highest and the lowest one are
   *[other] { $count } highest and { $count } lowest are
} first left out.
method-groups-title = Weights of rater groups
method-groups = { $weights }.
method-groups-of = { $category }: { $weights }.{" "}
method-missing-title = Too few answers
method-missing-renormalise = Where a group gave fewer than { $group } valid answers on a unit, the other groups carry its weight in proportion, and the score is marked *.
method-missing-category-mean = Where a group gave fewer than { $group } valid answers on a unit, its mean over the category stands in, and the score is marked *.
method-missing-zero = Where a group gave fewer than { $group } valid answers on a unit, it counts as 0, and the score is marked *.
method-missing-unranked = Where a group gave fewer than { $group } valid answers on a unit, the unit is scored, not ranked.
method-min-n = {" "}Units with fewer than { $unit } valid ballots are scored, not ranked; a missing score never counts as 0.
method-rates-title = Rates
method-rate-satisfied = The satisfaction rate is the share of { $levels } in the valid answers.{" "}
method-rate-dissatisfied = The dissatisfaction rate is the share of { $levels } in the valid answers.{" "}
method-rate-knowledge = The knowledge rate is the share of valid answers in valid answers and “don't know” together.{" "}
method-rate-score = A rate is not a score.
method-rounding-title = Rounding
method-rounding = Fractions are kept exact to the end and rounded once, to { $decimals ->
    [one] one decimal
   *[other] { $decimals } decimals
} ({ $rule }).
method-stage-group = {" "}By the scheme, group means are rounded first.
method-stage-indicator = {" "}By the scheme, indicator scores are rounded first.
method-half-up = halves away from zero
method-half-even = halves to even, GB/T 8170
method-ranking-title = Ranking
method-compare-published = Ranks compare published scores; equal scores share a rank.{" "}
method-compare-exact = Ranks compare scores before rounding.{" "}
method-ties-competition = After a tie ranks are skipped (1, 1, 3).{" "}
method-ties-dense = After a tie ranks go on (1, 1, 2).{" "}
method-error-title = Errors
method-error = Errors are those of raters: the rater (or the cluster drawn together) is the unit of sampling, and the rater group (or the stratum within it) is the stratum; { $drawn } in { $strata ->
    [one] one stratum
   *[other] { $strata } strata
}. Where one rater judged several units, the covariance of their scores is counted. Where the size of a population is on record, the finite population correction is made. Standard errors are by linearisation, intervals { $confidence }% by Student's t with degrees of freedom from the rater groups.
method-lonely = In { $n ->
    [one] one stratum
   *[other] { $n } strata
} only one rater answered; { $policy ->
    [adjust] the deviation is taken from the mean of all strata
    [average] the average variance of the other strata is taken
    [remove] no variance is added
    [certainty] it counts as sure to be drawn, and adds no variance
   *[fail] units rated there get no error
}.
method-unpaired = Where a group came as ready counts, it is not known which answers are from one rater: each unit then has its own variance and no covariance with others, so the errors of differences are too great rather than too small.
method-weighting = { $of-all ->
    [yes] All raters
   *[no] { $group }
}: weighted to known totals ({ $margins }; { $raked ->
    [yes] raking
   *[no] post-stratification
}), { $n ->
    [one] one rater
   *[other] { $n } raters
}, design effect { $deff }, worth { $effective } of equal weight; the errors allow for it.
method-error-public = Scores come from a part of all raters and carry sampling error. Which units of a table cannot be told apart follows from comparing all pairs of its units at { $confidence }% confidence; the order of units that cannot be told apart may be due to chance.
method-sets-title = Rank sets and reliability
method-sets = Rank sets come from stepwise max-T over all pairs of a table's units and hold at { $confidence }% confidence for all of them together; { $draws } draws, seed { $seed }, and the same seed gives the same sets. The chances of truly being in the first { $top } and in each grade come from a normal model. Reliability is the share of true differences between units in the variance of the scores.
method-gate = { $below ->
    [refuse] By the scheme, units with a reliability below { $least } are scored, not ranked.
    [mark] By the scheme, units with a reliability below { $least } are ranked and marked.
   *[none] The scheme asks for no least reliability.
}
method-comparisons-title = Comparisons
method-comparisons = Each unit is compared with the mean of its table{ $has-target ->
    [yes] {" "}and with the target of { $target } points
   *[no] {""}
}; each table is a family (the first: { $family }). A unit is called above or below only with an adjusted p below { $alpha }{ $has-threshold ->
    [yes] , a difference of at least { $threshold } points
   *[no] {""}
}{ $least ->
    [0] {""}
   *[other] , and at least { $least } valid answers
}.
method-trend-title = Comparison
method-trend = A change is the difference of two published values, in points for scores and percentage points for rates. Periods with a different scale, different indicators or different scoring rules are not compared.
method-cautions-title = Cautions about the scheme
method-sources-title = Basis
method-sources = Sources: { $sources }.

## Figures
figure-league = { $measure }, { $scope }
figure-league-subtitle = { $period }, { $n ->
    [one] one unit ranked
   *[other] { $n } units ranked
}
figure-league-description = Dot plot of { $scope } by { $measure } in the { $period }, highest first, { $n } ranked; the values are in the league table of the same name.
figure-league-note = { $intervals ->
    [yes] Lines are each unit's own { $confidence }% interval (Student's t); whether two lines overlap is no comparison of two units{ $unranked ->
        [yes] ; units that are not ranked have no line
       *[no] {""}
    }.{" "}
   *[no] {""}
}Brackets join units that cannot be told apart: { $n } units, { $pairs } pairs, stepwise max-T at { $confidence }% confidence.
figure-rank-sets = Rank sets, { $scope }
figure-rank-sets-subtitle = { $period }; the ranks that the data cannot rule out; { $n ->
    [one] one unit ranked
   *[other] { $n } units ranked
}
figure-rank-sets-description = Ranks and rank sets of { $scope } in the { $period }, { $n } ranked; the values are in the table of errors and rank sets.
figure-rank-sets-note = n = { $n }, { $confidence }% confidence. Pale bars hold for all units of the table together (one family), dark bars for the unit alone; stepwise max-T over all pairs, { $draws } draws, seed { $seed }.
figure-funnel = Funnel of scores, { $scope }
figure-funnel-subtitle = { $period }; the smaller the error, the further to the right; { $n ->
    [one] one unit
   *[other] { $n } units
}
figure-funnel-description = Funnel of scores against precision, { $scope } in the { $period }, { $n } units; the values are in the table of errors and rank sets.
figure-funnel-note = n = { $n }. Limits surround the mean of the units; each unit is judged by itself, without adjustment for their number, so that a unit outside is worth a look and no more. { $dispersed ->
    [yes] Units differ by more than sampling error explains (dispersion φ = { $phi }); colours follow the limits that allow for it.
   *[no] Sampling error explains the differences between units (dispersion φ = { $phi }).
}
figure-quadrants = Importance and score of the indicators
figure-quadrants-subtitle = { $period }; indicators over { $n } units
figure-quadrants-description = The indicators by importance and mean score in the { $period }.
figure-quadrants-note = n = { $n } units, without the categories that are for the leaders only; the lines across are means of the indicators, and where an interval crosses one the quadrant is not sure. { $kind ->
    [weight] Importance is the weight in the scheme.
   *[correlation] The scheme weighs all indicators alike; importance is the correlation (Pearson) over the units of the indicator with the other indicators together, thin lines are { $confidence }% intervals (Fisher's z, each by itself). Correlation is not cause.
} Thin lines of scores are { $confidence }% intervals.
figure-heatmap = Scores by indicator
figure-heatmap-subtitle = { $period }; darker is higher
figure-heatmap-subtitle-ranks = { $period }; darker is higher. Numbers are overall ranks; units without one are not ranked overall
figure-heatmap-description = Heat map of the scores of all units by indicator in the { $period }; the values are in the table of scores by indicator.
figure-levels = Share of each level
figure-levels-subtitle = { $period }; per cent of valid answers, in order of rank
figure-levels-subtitle-ranks = { $period }; per cent of valid answers, in order of overall rank; units not ranked overall come last
figure-levels-description = Diverging bars of the share of each level by unit in the { $period }; the values are in the table of level shares.
figure-trend = Overall scores over time
figure-trend-subtitle = In colour: first, last and greatest changes
figure-trend-description = Line chart of the overall scores of all units over the periods.
figure-bump = Ranks over time, { $scope }
figure-bump-subtitle = In colour: first, last and greatest changes
figure-bump-subtitle-joining = In colour: first, last and greatest changes. A short dash before a rank: listed for the first time
figure-bump-description = Chart of the ranks of { $scope } over the periods.
figure-profile = { $unit }: scores by indicator
figure-profile-subtitle = { $period }, compared with { $category }
figure-profile-axis = Score
figure-profile-description = Scores of { $unit } in the { $period } against mean and range of { $category }; the values are in the table of scores by indicator.

## Explanation
explain-title = { $unit } · { $measure } · { $period }
explain-score = The score is { $score }{ $few ->
    [yes] {""}
   *[no] , from { $n ->
        [one] one valid answer
       *[other] { $n } valid answers
    }
}.
explain-absent = There is no score: { $why }.
explain-rank = Rank { $rank }{ $joint ->
    [yes] {" "}(joint)
   *[no] {""}
} among { $scope } ({ $of } ranked).
explain-unranked = Not ranked among { $scope }: { $why }.
explain-counts = First, the answers of each rater group on each level, times points, divided by the sum of weights.
explain-trimmed = mean after { $n } answers left out at the ends
explain-groups = Then the groups by their weights: ({ $terms }) ÷ { $sum }.
explain-missing = ({ $group }: too few answers, left out)
explain-indicators = First, the indicators by their weights: { $terms }.
explain-indicators-more = Ask for an indicator to see where its score comes from.
explain-indicators-below = Where the score of each comes from is set out below.
explain-rounding = Last, { $exact }, that is { $near }, is rounded once ({ $rule }): { $score }.
explain-error = Error: standard error { $se } points, small-sample factor { $inflation } (the interval takes the error times its root), { $freedom } degrees of freedom, { $confidence }% interval { $interval }, from { $drawn ->
    [one] one rater
   *[other] { $drawn } raters
}{ $unpaired ->
    [yes] {" "}(ready counts among them)
   *[no] {""}
}.
explain-error-none = The error cannot be estimated: a group was heard through one rater only, or nothing is known of the raters.
explain-set = Rank set among { $scope } ({ $confidence }%): { $ranks } for all units of the table together, { $alone } for this unit alone{ $borderline ->
    [yes] ; * is borderline: another seed could move it by one
   *[no] {""}
}.
explain-like = { $scope }: { $any ->
    [yes] the unit cannot be told apart from those within { $runs }
    [some] the unit cannot be told apart from every neighbour in rank
   *[no] the unit can be told apart from its neighbours in rank
}.
explain-verdict = Less the mean of { $scope } ({ $mean }): { $difference } (standard error { $se }, p = { $p }, adjusted { $adjusted }): { $side }.
grid-explain-errors = Where the error comes from
grid-explain-errors-tab = Error by group
note-explain-errors = A group's variance is its weight squared times the variance of its mean: a group of great weight and few raters adds most.
col-explain-share = Weight (%)
col-explain-variance = Variance (points²)
col-explain-variance-share = Of the variance (%)
grid-explain-counts = Answers
grid-explain-counts-tab = Answers
grid-explain-neighbours = Neighbours in rank, { $scope }
grid-explain-neighbours-tab = Neighbours
col-explain-n = Valid n
col-explain-sum = Sum of points ÷ sum of weights
col-explain-mean = Mean
col-explain-gap = Less this unit
