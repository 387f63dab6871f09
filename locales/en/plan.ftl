# pingyi plan: how many raters, which raters, which codes.

### Help

about-plan = Plan the sample: how many raters, whom to draw, which codes (规划)
about-plan-long = Works before the survey. Reads an earlier period, a register of raters, or nothing.
usage-plan = pingyi plan <size|draw|codes> [options]
examples-plan =
    pingyi plan size sample-data --half-width 2
    pingyi plan draw raters.csv --take 企业=200 --take 群众=400 --seed 20260107 --out drawn.csv
    pingyi plan codes --count 600 --out codes.csv

about-plan-size = Raters needed in each group for the wanted precision (样本量)
about-plan-size-long =
    From an earlier period of the folder, or with --spread from assumptions alone. Exactly
    one of --half-width, --difference and --reliability says what is wanted. Also prints
    what it was worked out from. Formulas: docs/methods.md, §19.
usage-plan-size = pingyi plan size [options] [folder]
examples-plan-size =
    pingyi plan size sample-data --half-width 2
    pingyi plan size sample-data --period 2025H1 --difference 3 --power 0.9
    pingyi plan size sample-data --reliability 0.8 --population 企业=3000
    pingyi plan size --spread 15 --weight 企业=60 --weight 群众=40 --half-width 1.5
    pingyi plan size --spread 15 --per-rater 10 --units 41 --difference 5 --format csv

about-plan-draw = Draw a stratified sample from a register of raters (抽样)
about-plan-draw-long =
    The register (CSV, XLSX) has a column 评议主体 (group), perhaps 分层 (stratum) and 编号 (id);
    all columns are kept. Without --out the list is printed. Same register and seed: the same
    sample, whatever the order of the rows. Draw the seed in public, before anybody tries one.
usage-plan-draw = pingyi plan draw [options] <register>
examples-plan-draw =
    pingyi plan draw raters.xlsx --take 企业=200 --take 群众=400 --seed 20260107 --out drawn.csv
    pingyi plan draw raters.csv --total 600 --reserve 20% --seed 20260107 --out drawn.csv
    pingyi plan draw raters.csv --take 企业/大型=50 --seed 20260107

about-plan-codes = Make ballot codes that are tied to nobody (发码)
about-plan-codes-long =
    Twelve characters, none easily mistaken for another; the last is a check character. Without
    --seed the codes come from the randomness of the system and cannot be made again.
usage-plan-codes = pingyi plan codes [options] --count <[GROUP=]N>
examples-plan-codes =
    pingyi plan codes --count 600 --out codes.csv
    pingyi plan codes --count 企业=200 --count 群众=400 --out codes.csv

option-half-width = Half the width of the confidence interval of a score, in points
option-difference = A difference between two units that is to be found, in points
option-reliability = Reliability of the scores, such as 0.7, 0.8 or 0.9
option-spread = Standard deviation of what raters say of one unit, in points
option-weight = Weight of a group, where there is no folder; several
option-per-rater = Units that one rater judges
option-units = Units that a group judges, where there is no folder
option-between = Standard deviation of the units' true scores, in points
option-correlation = Correlation of what one rater says of two units; 0 by default
option-answer-correlation = Correlation of a rater's answers to two indicators of one unit; 1 by default
option-design-effect = Design effect of clusters and weights; 1 by default
option-population = People there are to draw from
option-response = Share of papers that come back and count, such as 80%
option-allocation = Shares of the groups: optimal (default, fewest raters), proportional, equal
option-confidence = Confidence; the scheme's, or 95%
option-power = Power to find the difference; 80% by default
option-register = Register of raters (CSV, XLSX)
option-take = So many of a group, or of a stratum as GROUP/STRATUM; several
option-total = So many in all
option-share = How --total is shared out: proportional (default) or equal
option-reserve = Reserve in each stratum: a number, or a share of the sample as 20%
option-seed-draw = Number or text from which chance follows; without it nothing is drawn
option-seed-codes = Secret text from which the codes follow, at least 16 characters
option-count = How many codes, perhaps of a group; several
option-out-plan-size = Write to a file instead of printing
option-out-plan-draw = The list of those drawn (CSV); a summary is then printed
option-out-plan-codes = Write to a file (CSV) instead of printing
value-half-width = POINTS
value-difference = POINTS
value-reliability = VALUE
value-spread = [GROUP=]POINTS
value-weight = GROUP=WEIGHT
value-per-rater = [GROUP=]N
value-units = [GROUP=]N
value-between = POINTS
value-correlation = VALUE
value-answer-correlation = VALUE
value-design-effect = FACTOR
value-population = [GROUP=]N
value-response = [GROUP=]SHARE
value-allocation = SHARES
value-confidence = SHARE
value-power = SHARE
value-register = REGISTER
value-take = NAME=N
value-total = N
value-share = SHARES
value-reserve = N|SHARE
value-seed = SEED
value-count = [GROUP=]N

### Wrong usage

usage-plan-target = What is wanted is not said: give one of --half-width, --difference and --reliability.
usage-plan-year = { $period } is a year, made of several surveys. Name one of them with --period.
usage-plan-group = There is no group “{ $value }”, only: { $expected }. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Check the name.
    }
usage-plan-no-groups = No group is known, so “{ $value }” can be none. Name the groups with --weight.
usage-plan-needs-group = { $argument } “{ $value }” names no group: write GROUP=VALUE.
usage-plan-spread-missing = The spread of “{ $value }” is not known: give --spread.
usage-plan-between-missing = The scores differ by no more than chance explains, or nothing is known of it, so there is no reliability to plan for: give --between.
usage-plan-population-missing = For proportional shares it must be known how many people “{ $value }” has: give --population.
usage-plan-unreachable = That cannot be reached{ $category ->
        [none] {""}
       *[other] {" "}in “{ $category }”
    }: with everybody asked it would be { $reached }. Ask for less, or have each rater judge more units.
usage-plan-too-few-on-unit = That cannot be reached: a group is so small that fewer than two of its raters judge a unit. Have each rater judge more units.
usage-plan-draw-what = How many are to be drawn is not said: give --take or --total.
usage-plan-draw-seed = A seed is needed, so that the draw can be repeated and checked: give --seed, best a number drawn in public.
usage-plan-draw-twice = “{ $value }” is to be drawn from twice. Name it once, or its strata.
usage-plan-draw-few = “{ $value }” has { $there } raters, and { $asked } are to be drawn. Take fewer.
usage-plan-draw-few-in-all = The register has { $there } raters, and { $asked } are to be drawn. Take fewer.
usage-plan-codes-many = { $value } codes are more than can be made at once ({ $limit }).
usage-plan-codes-seed = The seed is too short to be a secret: take at least { $least } characters, or leave it out.
error-plan-entropy = The system gave no randomness ({ $detail }). Give a secret text with --seed.
usage-expected = It must be { $what }.
expected-points = a number above 0
expected-open-share = a number above 0 and below 1
expected-share = a number above 0, at most 1
expected-whole-correlation = a number from 0 to 1
expected-correlation = a number from 0 to below 1
expected-effect = a number of 1 or more
expected-units = a number of 1 or more
expected-count = a whole number above 0
expected-reserve = a whole number, or one with %

### What is printed

plan-size-title = Raters needed
plan-basis-title = Worked out from
plan-draw-title = The sample
plan-drawn-title = Raters drawn
plan-codes-title = Ballot codes
plan-column-group = Rater group
plan-column-now = Raters now
plan-column-half-width-now = Half-width now
plan-column-needed = Raters needed
plan-column-send = Papers to send
plan-column-half-width = Half-width
plan-column-detectable = Detectable difference
plan-column-reliability = Reliability
plan-column-category = Category
plan-column-weight = Weight
plan-column-spread = Spread
plan-column-reach = Share on a unit
plan-column-overlap = Share on both of two
plan-column-population = People
plan-column-between = Spread of units
plan-column-stratum = Stratum
plan-column-sample = Drawn
plan-column-reserve = Reserve
plan-column-design-weight = Design weight
plan-column-draw = Draw
plan-column-order = Order
plan-column-code = Code
plan-raters = raters
plan-total = All groups
plan-score = Score of a unit
plan-score-of = Score of a unit, { $category }
plan-sample = sample
plan-reserve = reserve
plan-note-half-width = Wanted: a { $confidence } interval of a unit's score of ±{ $value } points or less, in every category.
plan-note-difference = Wanted: a difference of { $value } points between two units is found with power { $power } (two-sided test, confidence { $confidence }), in every category.
plan-note-reliability = Wanted: scores with a reliability of { $value } or more, in every category whose units are known to differ.
plan-note-allocation = Shares: { $allocation ->
        [equal] equal in all groups.
        [proportional] by the number of people in each group.
       *[optimal] by weight and spread, which takes the fewest raters (Neyman).
    }
plan-note-columns = Half-width in points at { $confidence } confidence, by group for the mean of that group; detectable difference between two units with power { $power }.
plan-note-effect = Design effect { $effect }; correlation of what one rater says of two units { $correlation }.
plan-note-now = Spreads are those of { $period }. Where indicators were counted apart, a rater's answers to two of them are taken to correlate by { $correlation }; 1 asks for more raters rather than fewer.
plan-note-silent = Left out, because there were too few answers to plan from: { $groups }.
plan-note-draw = Seed { $seed }, register SHA-256 { $sha256 }: with both the draw can be repeated.
plan-note-codes-seed = Whoever knows the seed can make these codes again: keep it as the list is kept, and destroy both after the count.
plan-note-codes-system = These codes come from the randomness of the system: there is no second list. Keep no record of who got which.
