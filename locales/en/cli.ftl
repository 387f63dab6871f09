# The command line: help, wrong usage, headings and sentences that commands print.
# How they are written: docs/message-style.md.

### Help

about = Pingyi: from survey ballots about public bodies to league tables that can be defended
heading-usage = Usage:{" "}
heading-commands = Commands
heading-arguments = Arguments
heading-options = Options
heading-global = Options of every command
heading-examples = Examples:
heading-status = Exit status:
status =
    0   done, and nothing was found
    1   done, with void ballots, rows left out or notes
    2   stopped: data, scheme or register must be put right first
    64  wrong usage

usage-pingyi = pingyi <command> [options] [folder]
examples-pingyi =
    pingyi check sample-data            see whether the files can be used
    pingyi report sample-data           make the bulletin, tables and charts
    pingyi rank sample-data --lang en   tables in English
    pingyi help report                  how one command is used

about-check = Read all files; show rows, papers and every problem (核查)
about-check-long =
    Changes nothing. Prints how each file was read, what became of its rows, what went
    out to each rater group and came back, and all findings. With --out, all findings are
    saved as a table.
usage-check = pingyi check [options] [folder]
examples-check =
    pingyi check
    pingyi check sample-data --period 2025H1
    pingyi check sample-data --out findings.csv

about-count = Print the answers on each level, by unit, group and indicator (计票)
about-count-long =
    Every printed number can be redone by hand from this table, and it can be read back as
    paper counts. There are no raters in it. As .parquet or .arrow it is a tally that
    pingyi merge adds to those of other machines. With --ballots the ballots that count
    are written as codes.
usage-count = pingyi count [options] [folder]
examples-count =
    pingyi count sample-data --out audit.csv
    pingyi count east --out east.parquet
    pingyi count sample-data --ballots coded.parquet

about-merge = Add up the tallies that several machines counted (合并)
about-merge-long =
    Counts and accounts are added exactly. Refused are tallies of another scheme, register
    or period, and ballots that would be counted twice. pingyi score and rank go on from
    the whole with --from-tally; errors of scores need ballots and are not shown then.
usage-merge = pingyi merge <FILE>... --out <PATH> [options]
examples-merge =
    pingyi merge east.parquet west.parquet --out whole.parquet
    pingyi rank --from-tally whole.parquet centre

about-score = Print the score of every unit, on the whole and by indicator (计分)
about-score-long = Units without a score are listed with the reason.
usage-score = pingyi score [options] [folder]
examples-score =
    pingyi score sample-data
    pingyi score sample-data --period 2025 --audience public
    pingyi score sample-data --out scores.parquet

about-rank = Print all league tables of the scheme (排名)
about-rank-long = Joint ranks are shown as such; unranked units follow the table with the reason.
usage-rank = pingyi rank [options] [folder]
examples-rank =
    pingyi rank sample-data
    pingyi rank sample-data --format json

about-compare = Print what changed since the previous period and last year (对比)
about-compare-long =
    Two periods compare where scale, indicators and scoring rules are the same. A change is
    the difference of two published values; ranks move among the units ranked in both.
usage-compare = pingyi compare [options] [folder]
examples-compare =
    pingyi compare sample-data
    pingyi compare sample-data --period 2025H2 --against 2024H1

about-report = Make the bulletin, letters, workbook, tables, charts and list of findings (通报)
about-report-long =
    Writes a folder, reports/<period> where you are unless told otherwise: internal/ for the office,
    public/ for anybody, and units/<unit>/ with the letter to each unit.
    An earlier report there is replaced as a whole; a folder that holds anything else is
    left alone, with an error.
usage-report = pingyi report [options] [folder]
examples-report =
    pingyi report sample-data
    pingyi report sample-data --audience public --out public-report
    pingyi report sample-data --lang en --out report-en

about-verify = Make a report anew and compare it file by file (核验)
about-verify-long =
    First the files of the report are held against its manifest.json; then the report is
    made anew from the folder of the appraisal, and scheme, inputs and every file are
    compared by their hashes. Nothing is changed. Where no folder is named, it is the
    working folder, else the one nearby with the appraisal.toml of that time.
usage-verify = pingyi verify <REPORT> [folder]
examples-verify =
    pingyi verify reports/2025H2
    pingyi verify reports/2025H2 sample-data

about-explain = Show how the score of one unit follows from the counts (解释)
about-explain-long = From counts and points to group and indicator weights, each step is written out.
usage-explain = pingyi explain [options] <unit> [folder]
examples-explain =
    pingyi explain 市教育局 sample-data
    pingyi explain 市教育局 sample-data --indicator business

about-scheme = List the shipped schemes, or explain one in plain words (方案)
about-scheme-long =
    Without a name: the shipped schemes, their sources and open questions. With a name or
    file: scale, indicators, groups, how scores are made, ranking and void rules.
usage-scheme = pingyi scheme [options] [scheme]
examples-scheme =
    pingyi scheme
    pingyi scheme xiaoneng-6
    pingyi scheme xiaoneng-6 --toml --out scheme.toml

about-init = Look at survey files and draft appraisal.toml (初始化)
about-init-long = Drafts the folder of an appraisal from headings and content; what is unclear is left open, never guessed.
usage-init = pingyi init --from <file>... [options]
examples-init =
    pingyi init --from 2025H2/*.xlsx --period 2025H2 --out appraisal

about-simulate = Make the folder of an appraisal whose true scores are known (模拟)
about-simulate-long = For training and testing. The same seed gives the same bytes.
usage-simulate = pingyi simulate [options] <plan>
examples-simulate =
    pingyi simulate plan.toml --out exercise

about-completions = Print a script by which a shell completes commands (补全)
about-completions-long = One of bash, elvish, fish, powershell, zsh.
usage-completions = pingyi completions <SHELL>
examples-completions =
    pingyi completions bash > ~/.local/share/bash-completion/completions/pingyi

about-schema = Print the JSON Schema of scheme or appraisal files (格式)
about-schema-long = With it an editor completes and checks the TOML files.
usage-schema = pingyi schema <scheme|appraisal>
examples-schema =
    pingyi schema appraisal > appraisal.schema.json

option-help = Print help
option-version = Print the version
option-lang = Language: zh or en; a report is in the scheme's language unless this is given
option-threads = The most threads to use; all by default
option-quiet = Tell only what must be put right
option-folder = The folder with appraisal.toml; here by default
option-report = The folder of the report, with its manifest.json
option-unit = Name, short name, alias or id of the unit
option-scheme = Id of a shipped scheme, or a scheme file
option-plan = The plan of the simulation
option-files = Ballots, register and the like
option-shell = Which shell
option-schema = Which kind of file
option-period = Period, such as 2025H2, 2025Q3, 2025; the latest by default
option-against = Period to compare with; the previous and last year's by default
option-audience = Who reads it: internal (default, everything) or public (without internal categories)
option-readers = Who gets a folder: all (default), internal (the office), public, or units (a letter each)
option-format = Format: table (default), csv, json
option-format-parquet = Format: table (default), csv, json, parquet, arrow; with --out also by its ending
option-format-columns = Format: parquet (default), arrow; also by the ending of --out
option-tallies = Tallies that pingyi count wrote as .parquet or .arrow
option-from-tally = Go on from this tally; the folder need hold no ballots
option-ballots = Save the ballots that count as codes, to a .parquet or .arrow file
option-indicator = Explain this indicator only
option-toml = Print the scheme file itself, to start your own from
option-out-check = Save all findings to this CSV file
option-out-count = Write to a file instead of printing
option-out-merge = The file to write
option-out-score = Write to a file instead of printing
option-out-rank = Write to a file instead of printing
option-out-compare = Write to a file instead of printing
option-out-report = The folder to write
option-out-appeal = Folder to write to; appeals/<period>/<unit id> where nothing is said
option-out-scheme = Write to a file instead of printing
option-out-init = The folder to write; appraisal by default
option-out-simulate = The folder to write
value-folder = FOLDER
value-report = REPORT
value-unit = UNIT
value-scheme = SCHEME
value-plan = PLAN
value-files = FILE
value-shell = SHELL
value-schema = KIND
value-period = PERIOD
value-against = PERIOD
value-audience = WHO
value-format = FORMAT
value-indicator = INDICATOR
value-out = PATH

### Wrong usage

cli-error = error:{" "}
cli-note = note:{" "}
usage-hint = See pingyi help for all commands, pingyi help <command> for one.
usage-unknown-command = There is no command “{ $value }”.{ $has-nearest ->
        [yes] {" "}Is “{ $nearest }” meant?
       *[no] {""}
    }
usage-missing-command = There is no command on the line.
usage-unknown-option = There is no option or argument “{ $argument }”.{ $has-nearest ->
        [yes] {" "}Is “{ $nearest }” meant?
       *[no] {""}
    }
usage-missing-argument = { $argument } is missing.
usage-missing-value = { $argument } needs a value. { $expected }
usage-bad-value = { $argument } cannot be “{ $value }”. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] { $expected }
    }
usage-twice = { $argument } and { $value } cannot go together.
usage-repeated = { $argument } stands more than once.
usage-not-utf8 = There is text on the line that is not UTF-8.
usage-wrong = The line cannot be understood.
usage-out-is-input = “{ $value }” after --out is a file that this appraisal reads, and would be overwritten. Name another.
usage-parquet-needs-out = Parquet and Arrow are no text: name a file with --out.
usage-merge-needs-out = A tally is no text: name a file with --out.
usage-ballots-name = The file after --ballots must end in .parquet or .arrow.
usage-ballots-one-period = A year that is appraised through its parts has no ballots of its own. Name a part of it with --period.
merge-done = { $n ->
        [one] One tally was read
       *[other] { $n } tallies were read
    } and written as one, of { $tallies ->
        [one] one count
       *[other] { $tallies } counts
    }: { $path }
note-no-errors = Only counts came, so scores and ranks have no error: which raters judged several units is known from ballots alone. Where errors are needed, count all ballots on one machine.
usage-unknown-indicator = The scheme has no indicator “{ $value }”, only: { $expected }.
usage-unknown-unit = The register has no unit “{ $value }”. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Check the name.
    }

### How findings are shown

findings-heading = { $effect }: { $kind }, { $n } ({ $code })
findings-line = { $place }: { $message }
findings-more = and { $n } more; pingyi check --out findings.csv lists them all.
progress-composing = Writing the bulletin
progress-letters = Writing letters
progress-reading = reading { $period }, { $n } rows

### check

check-heading =
    { $title }, { $period }
    Scheme: { $scheme }
check-file = File
check-stored = Stored as
check-layout = Layout
check-rows = Rows
check-accepted = Accepted
check-void = Void
check-refused = Refused
check-total = Total
check-group = Rater group
check-issued = Issued
check-returned = Returned
check-found = Found
check-valid = Valid
check-void-papers = Void
check-note = Rows = accepted + void + refused; papers found = valid + void, by rater; for paper counts the greatest count.
check-saved = All findings were written to { $path }.
layout-wide = one row a rater
layout-rater-unit = one row a rater and unit
layout-long = one row an answer
layout-bundles-long = counts, one row a level
layout-bundles-wide = counts, one column a level
delimiter-comma = comma
delimiter-semicolon = semicolon
delimiter-tab = tab

### Comparing and reporting

note-period-left-out = { $period } has problems that must be put right and was not compared with. See pingyi check --period { $period }.
note-period-refused = { $period } was not compared with: { $why }
error-nothing-to-compare = There is no earlier period that { $period } compares with.
report-written = { $path } was written ({ $n ->
        [one] one file
       *[other] { $n } files
    }).

stands-before = What stood at { $path } before stands there still, whole and unchanged.
stands-nothing = Nothing was written: nothing stands at { $path }.
stands-aside = What stood at { $path } before lies whole in { $kept }. Move it back by hand.
stands-part = { $path } may have received a part of what was to be written.
error-fault = This is a fault of the program: { $detail }. Please report this line.
error-output = What was asked for could not be written out in full: { $detail }.

### scheme

scheme-list-heading = Shipped schemes
scheme-list-note = pingyi scheme <id> explains one; pingyi scheme <id> --toml --out scheme.toml saves a copy to edit.
scheme-n-open = Open: { $n ->
        [one] one value
       *[other] { $n } values
    } for the office to fill in
scheme-scale = SCALE
scheme-indicators = INDICATORS
scheme-groups = RATER GROUPS AND CATEGORIES
scheme-steps = HOW A SCORE IS MADE
scheme-rates = RATES
scheme-ranking = RANKING
scheme-grading = GRADES
scheme-annual = THE YEAR
scheme-chance = ERRORS AND RANK SETS
scheme-rules = RULES FOR WHAT IS FOUND
scheme-sources = SOURCES
scheme-cautions = CAUTIONS
scheme-open = OPEN, FOR THE OFFICE TO FILL IN
scheme-level = Level
scheme-points = Points
scheme-mark-kind = Kind
mark-answer = answer
mark-unknown = don't know
mark-abstain = abstention
scheme-excluded = not counted
scheme-undecided = open
scheme-range = A number from { $min } to { $max } in steps of { $step }
scheme-range-void = { $values } means don't know and is not counted
scheme-band = { $band }: { $from } and above
scheme-blank-counts = A blank answer counts { $points }
scheme-indicator = Indicator
scheme-share = Share of the whole
scheme-group = Rater group
scheme-not-rating = does not rate
scheme-publication = { $category }: { $publication }
scheme-only-units = { $group } rates only: { $units }
publication-ranked = scores and ranks are published
publication-score-only = scores are published, ranks are not made
publication-internal = internal, not published
step-trim-share = First, { $share } of the answers (rounded down) are left out at each end, for each unit, group and indicator.
step-trim-extremes = Where there are more than { $above } answers, the { $count } highest and the { $count } lowest are left out first.
step-pooled-mean = For each unit, indicator and group: the mean of the points of all valid answers. Don't know, abstentions and blanks are not counted unless said otherwise.
step-pooled-groups = For each indicator: the means of the groups by group weight give the score of the indicator.
step-pooled-whole = The scores of the indicators by indicator weight give the score of the whole.
step-ballot-value = For each ballot: the points of its answers by indicator weight give the value of the ballot.
step-ballot-mean = For each unit and group: the mean of the values of all ballots.
step-ballot-groups = The means of the groups by group weight give the score of the whole; indicators are scored alike, one by one.
step-missing-group = Where a group has fewer than { $min } valid answers on a unit, { $then }.
missing-group-renormalise = the weights of the other groups are scaled up, and the score is marked
missing-group-category-mean = the group's mean over the category stands in, and the score is marked
missing-group-zero = the group counts as zero, and the score is marked
missing-group-unranked = the unit is listed, not ranked
step-min-unit = A unit with fewer than { $min } valid answers is listed, not ranked.
step-rounding = At the end scores are rounded to { $decimals ->
        [one] one decimal
       *[other] { $decimals } decimals
    }, { $rule }; not before.
rounding-half-up = halves up
rounding-half-even = halves to even (GB/T 8170)
step-stage-group = By the written rule, the means of the groups are rounded before they are put together.
step-stage-indicator = By the written rule, the scores of the indicators are rounded before they are put together.
scheme-satisfied = Satisfaction rate: the share of { $levels } among all answers
scheme-dissatisfied = Dissatisfaction rate: the share of { $levels } among all answers
ranking-tables = League tables: { $tables }
ranked-by-overall = all units
ranked-by-category = by category
ranked-by-indicator = by indicator
ranked-by-category-indicator = by category and indicator
ranking-compare-published = Equal published values are joint
ranking-compare-exact = Ties are judged on exact values
ranking-ties-competition = After a tie, ranks are skipped (1, 1, 3)
ranking-ties-dense = After a tie, no rank is skipped (1, 1, 2)
ranking-breakers = Equal scores are set apart, in this order, by: { $breakers }
tie-breaker-satisfied-rate = the higher satisfaction rate
tie-breaker-dissatisfied-rate = the lower dissatisfaction rate
tie-breaker-valid-n = the greater number of valid answers
grading-within-overall = Grades are given over all units
grading-within-category = Grades are given within each category
grade-from = { $grade }: from { $from }
grade-rest = { $grade }: the rest
grade-share = { $grade }: { $share } of the units
grade-ties-include = Units tied across a line all get the better grade
grade-ties-exclude = Units tied across a line all get the lesser grade
annual-equal = Score of the year: the mean of its parts
annual-weights = Score of the year: { $parts }
annual-missing-absent = A unit missing in a part has no score for the year
annual-missing-renormalise = For a unit missing in a part the weights of the others are scaled up, and the score is marked
chance-error = Confidence { $confidence }; intervals of rates by { $rates }; a stratum in which one rater answered: { $lonely }
chance-draws = Rank sets from { $draws } draws, seed { $seed }
chance-draws-usual = Rank sets from 10,000 draws (fewer from 42 units on, 1,000 from 410), seed { $seed }
chance-comparison = Called above, below or changed only with all three: { $family }, a difference of at least { $threshold } points, at least { $min } valid answers
chance-target = Units are also held against the target { $target }
chance-reliability = Units with a reliability below { $least } { $below }
chance-rate-interval-wilson = Wilson’s rule
chance-rate-interval-logit = the logit
chance-rate-interval-korn-graubard = Korn and Graubard’s rule
chance-lonely-adjust = held against the mean of all
chance-lonely-average = taken as the others on average
chance-lonely-remove = adds no error (as if left out)
chance-lonely-certainty = adds no error (as if sure to be asked)
chance-lonely-fail = no error is given
chance-family-max-t = significant after max-T allows for all comparisons
chance-family-holm = significant after Holm allows for all comparisons
chance-family-bh = significant after Benjamini and Hochberg allow for all comparisons
chance-family-none = significant by itself
chance-below-refuse = are scored, not ranked
chance-below-mark = are ranked and marked
scheme-rule-when = Found
scheme-rule-effect = What follows
scheme-rule-numbers = Numbers
scheme-rule-reason = Why
scheme-source = {"["}{ $fidelity }] { $title } ({ $covers })
fidelity-exact = stated
fidelity-partial = partly stated
fidelity-inferred = worked out
fidelity-assumed = assumed
report-missing-glyphs = The embedded font lacks some characters of the figures ({ $characters }): the PNG files show a box in their place; page and SVG are not affected.
option-from = The exported files to start from (CSV, XLSX; several)
value-from = file
option-like = A shipped scheme to start from, such as xiaoneng-6; without it the files decide
value-like = scheme
usage-init-needs-files = Name the files to start from with --from.

### verify
verify-folder = Folder of the appraisal: { $path } (found by the hash of appraisal.toml).
verify-no-folder = The folder of the appraisal of { $path } is not to be found, so nothing can be made anew. Name it: pingyi verify { $path } FOLDER
verify-scheme = The scheme has other bytes than it had then.
verify-input-changed = { $n ->
    [one] An input is other than it was then, or gone:
   *[other] { $n } inputs are other than they were then, or gone:
}
verify-input-added = { $n ->
    [one] An input is read now that was not read then:
   *[other] { $n } inputs are read now that were not read then:
}
verify-changed = { $n ->
    [one] A file of the report was changed after it was written:
   *[other] { $n } files of the report were changed after they were written:
}
verify-missing = { $n ->
    [one] A file of the report is missing:
   *[other] { $n } files of the report are missing:
}
verify-added = { $n ->
    [one] A file in the folder was not written by Pingyi:
   *[other] { $n } files in the folder were not written by Pingyi:
}
verify-remade = { $n ->
    [one] A file comes out otherwise when it is made anew:
   *[other] { $n } files come out otherwise when they are made anew:
}
verify-remade-otherwise = { $n ->
    [one] A file is made now that the report does not list, or no longer made:
   *[other] { $n } files are made now that the report does not list, or no longer made:
}
verify-version = The report was made by pingyi { $then }, and this is { $now }: another version may write some files otherwise.
verify-same = { $path } is verified: { $n ->
    [one] its file is as the manifest says, and made anew from the same input it is the same byte by byte.
   *[other] its { $n } files are as the manifest says, and made anew from the same input they are the same byte by byte.
}
verify-differs = { $path } differs from its manifest in { $differences ->
    [one] one thing, named above.
   *[other] { $differences } things, named above.
}
