# Fair play and severity of raters, in the internal bulletin. What a rule meets is worth a look; it is
# no proof that anybody cheated.

section-fair = Fair play
section-severity = Severity of raters

## Rules
fair-rule-numbered = { $rule } (no. { $n })
fair-applied-void = void
fair-applied-flag = flagged only, not void

threshold-from = from { $value }
threshold-to = until { $value }
threshold-least_units = at least { $value } units
threshold-share = a blank share of { $value } or more
threshold-seconds = fewer than { $value } seconds
threshold-seconds_per_answer = or fewer than { $value } s for each answer
threshold-allowed = only { $value }
threshold-values = the answer is { $value }
threshold-levels = levels { $value }
threshold-at_most = at most { $value } answers
threshold-at_most_share = at most a share of { $value }
threshold-at_least = at least { $value } answers
threshold-at_least_share = at least a share of { $value }
threshold-exceptions = at most { $value } exceptions
threshold-burst-papers = at least { $value } papers
threshold-shared-device-papers = more than { $value } papers
threshold-satisfied-batch-papers = batches of at least { $value } papers
threshold-minutes = within { $value } minutes
threshold-least_answers = at least { $value } answers each
threshold-z = { $value } standard errors above
threshold-min_n = at least { $value } ballots of the group

## Check
check-rule-met = Fair play: “{ $rule }” was met by { $papers } of { $all-papers } papers, { $ballots } { $ballots ->
    [one] ballot
   *[other] ballots
}; effect: { $effect }.
check-rules-note = To meet a rule is not to cheat. What each rule does to scores and ranks is in the internal report, under “Fair play”.

## Columns
col-rule = Rule
col-thresholds = Thresholds
col-rule-applied = This period
col-hit-papers = Papers that meet it
col-hit-papers-share = Of papers (%)
col-hit-ballots = Ballots that meet it
col-hit-ballots-share = Of ballots (%)
col-score-without = Score without
col-score-with = Score if void
col-rule-change = Difference
col-rank-without = Rank without
col-rank-with = Rank if void
col-rule-move = Places
col-part = Comparable part
col-raw-score = Raw mean
col-raw-rank = Raw rank
col-adjusted-score = Adjusted mean
col-adjusted-error = Standard error (points)
col-severity-change = Adjustment (points)
col-adjusted-rank = Adjusted rank
col-severity-move = Places
col-n-linking = Ballots that link
col-severity-remark = Remark
col-linking-raters = Raters whose severity is known
col-severity-mean = Mean severity (points)
col-severity-deviation = Standard deviation (points)
col-n-severe = Far below
col-n-lenient = Far above
col-n-broad = Raters of many units
col-n-straight = All the same
col-n-extreme = Only highest and lowest
col-share-highest = Highest ballots (%)
col-share-lowest = Lowest ballots (%)
col-own-ballots = Ballots on the own unit
col-own-rest = Mean above what is expected (points)
col-pair-first = Unit A
col-pair-second = Unit B
col-n-first-second = Ballots of A on B
col-first-on-second = A on B, above what is expected (points)
col-n-second-first = Ballots of B on A
col-second-on-first = B on A, above what is expected (points)

## Tables
grid-fair-rules = Thresholds of each rule, and what it met
grid-fair-rules-tab = Rules
grid-fair-groups = Ballots that meet a rule, by rater group
grid-fair-groups-tab = Rules by group
grid-fair-units = Ballots that meet a rule, by unit
grid-fair-units-tab = Rules by unit
grid-fair-changes = Before and after each rule: units whose score or rank differs
grid-fair-changes-tab = Before and after
grid-fair-effects = Before and after each rule: all units
grid-fair-effects-tab = Before and after, all
grid-severity-units = Means without the severity of raters (for information; they replace no score)
grid-severity-units-tab = Severity adjusted
grid-severity-groups = Severity of each rater group
grid-severity-groups-tab = Severity by group
grid-severity-own = What raters give to their own unit
grid-severity-own-tab = Own unit
grid-severity-pairs = What two units give each other
grid-severity-pairs-tab = Pairs of units

## Notes
note-fair-rules = Every rule looks at the same ballots; a paper can meet several, so the lines do not add up. What is only flagged counts like any other ballot. Where the files tell no times, durations or devices, the rules about them cannot meet anything: there a 0 says nothing.
note-fair-hits = Ballots that meet the rule; one ballot can meet several.
note-fair-effects = One rule is changed at a time and the others stay; counted, scored and ranked anew: without the rule, and with all ballots void that meet it. Differences are the latter less the former; places above zero are places gained. Ranks are over all units, or within the category where there is no such table. Rules that act while files are read (blank, duplicate, off the scale and so on) are not among these.
note-severity-units = The raw mean puts the values of the ballots together by the group weights; it is the score where no answer is missing and nothing is trimmed or filled in. The adjusted mean has the severity of raters taken out in a two-way model. The standard error takes raters as drawn and is that of the distance from the mean of the comparable part. Ranks are within a category and a comparable part.
note-severity-caution = The adjustment takes it that raters did not choose their units. Where units pick their raters, or people rate only whom they have quarrelled with, the adjusted means are wrong, and nothing in the data shows it.
note-severity-groups = Below zero a group marks lower than others mark the same units (severe), above zero higher (lenient). Far below and far above are raters more than three standard deviations from the mean of their group; all the same, and only highest and lowest, are counted among raters with { $n } units or more.
note-severity-few = Fewer than { $n } ballots are not shown, so that nobody’s own marks can be told.
note-severity-own = Above what is expected: the ballot less what the severity of the rater and the level of the unit let expect. The model has bent towards these ballots, so this is less than the effect in the text.
note-severity-pairs = In falling order of the lesser of the two directions, at most { $n } pairs. A single pair has few ballots, and its differences may be chance.

## Fair play
fair-lead = { $rules ->
    [one] One rule
   *[other] { $rules } rules
} looked at { $papers } papers with { $ballots } ballots; { $met ->
    [0] none was met
    [one] one was met
   *[other] { $met } were met
}.
fair-no-proof = To meet a rule is worth a look and proves nothing. Whether a ballot is void is decided by the rules of the scheme; a flag voids nothing by itself.
fair-most = The rule that matters most is “{ $rule }”: { $voids ->
    [yes] without it
   *[no] if what it flags were void,
} { $unit } would go from rank { $from } to rank { $to } (score { $from-score } to { $to-score }).
fair-moved = { $n ->
    [one] The rank of one unit depends
   *[other] The ranks of { $n } units depend
} on whether some rule is applied, as the table of before and after shows; such ranks want caution.
fair-no-rank = No rank of any unit depends on whether any one of the rules is applied.
fair-score = The greatest change of a score is that of { $unit }: { $voids ->
    [yes] without “{ $rule }”
   *[no] if what “{ $rule }” flags were void,
} it would go from { $from-score } to { $to-score }.
fair-unranked = Units that could no longer be ranked if some rule were applied or left out: { $units }.
fair-units-more = { $units } and others, { $n } units in all
fair-void = Ballots void by rule: { $rules }. One ballot can break several rules.
fair-void-of = “{ $rule }” { $n }
fair-void-none = No ballot is void by the fair-play rules.

## Weights
section-weighting = Weights to known totals
col-weighted-period = Period
col-weighted-group = Rater group
col-margins = Totals
col-weighting-method = Method
col-weighted-raters = Raters
col-effective-raters = As many of equal weight
col-weights-effect = Design effect of weights
col-most-to-median = Greatest weight over median
col-weight-bounds = Bounds
col-n-held = Raters held
col-weight-moved = Weight moved by bounds (%)
col-margin-error = Greatest distance from a total
grid-weighting = How raters were weighted to known totals
grid-weighting-tab = Weights
note-weighting = The design effect of the weights is n·Σw²/(Σw)² (Kish): 1 where all weigh alike, and the greater, the more precision the weights cost. The errors of scores know of the weighting.
weighted-all = all raters
weighting-post-stratified = post-stratified
weighting-raked = raked
weight-bounds-of = { $least } to { $most } times the median
weighting-of = { $period }: { $n } raters ({ $group }) were { $several ->
    [yes] raked
   *[no] post-stratified
} to the known totals of { $margins }; they say as much as { $effective } raters of equal weight.
weighting-presumes = Weights put right only what leans in these respects. Where, among people of one kind, those who answered think otherwise than those who did not, no weight mends it.

## Severity
severity-none = There is no adjustment for severity: it is made for a single period of not too many units.
severity-lead = Some raters mark everybody high, and some everybody low. A unit that happens to be rated by severe raters has a lower score for it. The table below has beside the scores the means with the severity of raters taken out. They are for information and replace no score and no rank, and they take it that raters did not choose their units: where that does not hold, they must not be used.
severity-no-parts = No ballot could be used for the adjustment.
severity-one-part = All { $units } units are linked, directly or by a chain of other units, by { $linking } raters of two units or more (of { $raters } raters in all), and can be compared.
severity-parts = Raters do not link all units: they fall into { $n } parts that nothing connects. Adjusted means compare only within a part.
severity-part = Part { $n } has { $units ->
    [one] one unit
   *[other] { $units } units
}: { $names }.
severity-incomparable = {"For instance, "}{ $a } and { $b } share no raters, not even indirectly: they are not comparable.
severity-not-comparable = not comparable
severity-no-ballots = no ballots to go by
severity-alone = its raters rated nothing else, so that it shares raters with no unit, not even indirectly: not comparable
severity-weak = linked with most units by single raters only: without one of them it would not be comparable
severity-groups = Of the groups { $severe } is the most severe (mean { $severe-mean } points) and { $lenient } the most lenient (mean { $lenient-mean } points).
severity-furthest = After adjustment { $n ->
    [one] one unit has
   *[other] { $n } units have
} another rank; { $unit } moves furthest, from { $from } to { $to } among the comparable units of its category. Adjusted means have errors too: this does not say that the rank was wrong.
severity-no-move = No rank moves when severity is taken out.
severity-own = There are { $n } ballots on raters’ own units. They are { $points } points { $direction ->
    [lower] below
   *[higher] above
} what these raters give to others and others give to these units{ $has-error ->
    [yes] {" "}(standard error { $error })
   *[no] {""}
}{ $sure ->
    [yes] , more than twice the error and hardly by chance
   *[no] , which may be chance
}.
severity-reciprocity = In { $n } pairs of units each rates the other. What the two give each other beyond what is expected has a correlation of { $correlation } (near 0: no sign that marks are returned).
severity-left-out = Not in the model: { $ballots ->
    [one] one ballot
   *[other] { $ballots } ballots
} without points, of groups that do not rate the unit, or of groups with too few ballots on it.
severity-bundled = Not in the model: { $bundled } answers that came already counted, of which nobody knows the rater.
