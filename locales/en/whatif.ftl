### pingyi whatif, and estimates from elsewhere

about-whatif = Show what other weights, another scheme or a rule would change (如果)
about-whatif-long =
    The same answers are scored again and the ranks held against each other. Nothing is written into
    any report. With --sensitivity every weight is varied by 5 percentage points instead, together
    with the error of the sample.
usage-whatif = pingyi whatif [options] [folder]
examples-whatif =
    pingyi whatif sample-data --weight leaders=30
    pingyi whatif sample-data --scheme xiaoneng-6
    pingyi whatif sample-data --sensitivity
option-whatif-weight = NAME=PERCENT: the weight of a group or an indicator (group:NAME, indicator:NAME where a name is both); the others share the rest; may be repeated
option-other-scheme = Score by this scheme instead: a file, or the id of a shipped scheme
option-without = Count as if this rule for whole papers were not there, such as all-maximum
option-with = Count as if this rule for whole papers voided what it meets
option-sensitivity = Vary all weights by 5 percentage points, and the sample
option-out-whatif = Write to a file instead of printing
option-indicator-of = For --covariance: of this indicator instead of the whole
option-covariance-out = Write the covariance of the scores to this CSV file
option-covariance-in = The covariance of the estimates: units above and beside, in place of a column se
option-from-estimates = Rank the estimates in this table instead: columns unit, estimate, se
option-from-counts = Rank the counts in this table instead: columns unit, count
option-set-confidence = Confidence of the sets in per cent, for tables from elsewhere; 95 by default
option-set-draws = Draws behind the sets, for tables from elsewhere
option-set-seed = Seed of the draws, for tables from elsewhere; 0 by default
value-whatif-weight = NAME=PERCENT
value-without = RULE
value-with = RULE
value-set-confidence = PERCENT
value-set-draws = N

usage-whatif-nothing = Say what is supposed: --weight, --scheme, --without, --with or --sensitivity.
usage-weight-form = “{ $value }” is no weight. Write a name and a share in per cent from 0 to 100, such as leaders=30.
usage-weight-both = “{ $value }” names a group and an indicator. Write group: or indicator: before it.
usage-weight-twice = “{ $value }” gives a weight that is given already.
usage-weight-unknown = The scheme has no group and no indicator “{ $value }”. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] pingyi scheme shows their names.
    }
usage-weight-too-much = Weights that belong together sum to more than 100 %.
usage-weight-nothing-left = Weights that belong together sum to less than 100 %, and no other is left to take the rest.
usage-rule-unknown = No rule “{ $value }” judges papers here, only: { $expected }. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Other rules work while files are read.
    }
usage-rule-none = The scheme has no rule that judges whole papers, so “{ $value }” cannot be left out or put in.
usage-sensitivity-year = { $period } is a year made of parts; name one of them with --period.
usage-confidence = The confidence cannot be “{ $value }”. Write a number above 50 and below 100.
usage-no-covariance = No score has an error here, so there is no covariance to write.
error-whatif-no-table = The two leagues have no table in common with units that can be compared.
error-sensitivity-size = There are too many ballots or units for draws of every cell mean in memory.

whatif-scope = { $scope }: { $measure }
whatif-col-of-table = Table
whatif-col-n-ranked = Ranked
whatif-col-n-moved = Moved
whatif-col-n-beyond = Beyond its set
whatif-col-furthest = Furthest move
whatif-col-first = First place
whatif-col-tau = Kendall's τ
whatif-col-score-then = Score then
whatif-col-rank-then = Rank then
whatif-col-set-now = Rank set now
whatif-col-outcome = What becomes of the rank
whatif-col-by-weights = Weights vary
whatif-col-by-sampling = Sample varies
whatif-col-by-both = Both vary
whatif-col-share-weights = Due to weights (%)
whatif-col-share-sampling = Due to sample (%)
whatif-col-weight = Weight
whatif-col-share = Share (%)
whatif-col-less-moved = Less: moved
whatif-col-less-furthest = Less: places
whatif-col-more-moved = More: moved
whatif-col-more-furthest = More: places
whatif-col-first-changes = First changes
grid-whatif-summary = What would change
grid-whatif = What if · { $table }
grid-sensitivity = Ranks under other weights and another sample · { $table }
grid-sensitivity-weights = Each weight moved alone by { $points } percentage points · { $table }
whatif-furthest = { $unit } { $now } → { $then }
whatif-first = { $same ->
        [yes] First place stays with { $now }.
       *[no] First place goes from { $now } to { $then }.
    }
whatif-first-short = { $same ->
        [yes] unchanged
       *[no] { $now } → { $then }
    }
whatif-no-score = no score
whatif-yes = yes
whatif-no = no
whatif-outcome-same = unmoved
whatif-outcome-within = moves within its rank set
whatif-outcome-beyond = moves beyond its rank set
whatif-outcome-moved = moves
whatif-outcome-entered = ranked only then
whatif-outcome-left = ranked only now
whatif-outcome-unranked = not ranked
whatif-only-now = Without a counterpart then: { $tables }.
whatif-note-tau = Kendall's τ-b is 1 where the order is the same and −1 where it is reversed. Beyond its set: the rank then is none that the data cannot rule out now.
whatif-note-moved = Of { $ranked } ranked units { $moved } would have another rank, { $beyond } beyond their rank set.
whatif-note-furthest = Furthest move: { $furthest }.
whatif-note-agreement = Agreement of the two orders: Kendall's τ { $tau }.
sensitivity-share-differs = by category
sensitivity-note = Median rank, and where nine of ten lie. Every weight of a group or indicator is drawn within { $points } percentage points, evenly, then brought back to a sum of 100 %; the sample by the multiplier bootstrap over raters. { $draws } draws, seed { $seed }. The shares are first-order indices of the score less the mean of the table.
sensitivity-note-ballots = Whole ballots are scored here: the weights of indicators are within the ballots and stay as they are.
sensitivity-note-weights = One weight is moved by { $points } percentage points, less or more, and all are brought back to a sum of 100 %; how many units then have another rank, and by how many places at most.

grid-elsewhere = Ranking of what came from elsewhere
elsewhere-col-estimate = Estimate
elsewhere-col-error = Standard error
elsewhere-col-count = Count
elsewhere-col-together = Rank set, all together
elsewhere-col-alone = Rank set, alone
elsewhere-col-bands = Not told apart
elsewhere-note-estimates = Rank sets at { $confidence } % (Mogstad, Romano, Shaikh and Wilhelm 2023), { $draws } draws, seed { $seed }. Units that share a letter cannot be told apart.
elsewhere-note-counts = Exact rank sets at { $confidence } %: each pair is compared by the binomial, all pairs are allowed for by Holm.
elsewhere-note-borderline = * Another seed could move a bound by one.

kind-bad-estimate = bad number
finding-bad-estimate = { $detail ->
        [error] “{ $value }” is no standard error. It is a number above zero. Correct it.
        [freedom] “{ $value }” is no number of degrees of freedom. It is above zero; an empty cell stands for many. Correct it.
        [covariance] “{ $value }” is no covariance. Every cell is a number, such as 0.25 or 2.5e-1. Correct it.
       *[estimate] “{ $value }” is no estimate. It is a number, such as 84.39. Correct it, or delete the row.
    }
kind-unmatched-unit = unit in one table only
finding-unmatched-unit = “{ $value }” is not in { $other }. { $has-nearest ->
        [yes] The nearest there is “{ $nearest }”: if that is the one, write both alike; if not, both tables must have the same units.
       *[no] Both tables must have the same units: add it there, or delete it here.
    }
kind-asymmetric-covariance = covariance unlike its mirror
finding-asymmetric-covariance = The value is { $value } here and { $other } in the mirrored cell. A covariance is the same both ways. Write the table anew from the program it comes from.
kind-impossible-covariance = impossible covariance
finding-impossible-covariance = { $detail ->
        [variance] The variance { $value } is below zero. Write the table anew from the program it comes from.
        [pair] The covariance { $value } is greater than the two variances allow. Check that the table holds covariances and not correlations or standard errors.
       *[whole] Together with the rows above, no estimates can have this covariance (variance { $value }): the matrix is not positive semi-definite. Write the table anew, with more digits.
    }
