# pingyi init: what is said when a folder is proposed from an export, and comments in its files.

init-confirm = Please confirm: { $what }
init-head = This file was proposed from exported ballots. A person must check every “Please confirm”; what says REQUIRED must be filled in, and nothing is scored before.
init-title = Appraisal of public bodies
init-title-guessed = the title is provisional
init-all-units = All units
init-all-raters = All raters
init-scheme-name = Local scheme (to be confirmed)
init-scheme-head = This scheme was proposed from exported ballots: options, indicators and rater groups were found in the files; points and weights were not, and are left REQUIRED.
init-scheme-rest = Satisfaction rate, decimals, ties, grades and void rules have their defaults; where the local rules say otherwise, add [rates], [rounding], [ranking], [grading] or [[rules]] here.

## Headings
init-column-id = id
init-column-name = name
init-column-short = short
init-column-aliases = aliases
init-column-category = category
init-column-from = from
init-column-to = to
init-column-predecessor = predecessor
init-column-group = group
init-column-issued = issued
init-column-returned = returned

## How files are laid out
init-layout = { $files }: { $layout }
init-layout-wide = one row for each rater, one column for each unit and indicator
init-layout-rater-unit = one row for each rater and unit, one column for each indicator
init-layout-long = one row for each answer
init-layout-bundles-long = already counted, one row for each level
init-layout-bundles-wide = already counted, one column for each level
init-columns = what these columns are
init-headings = which indicator these headings are
init-cells = which unit and indicator these headings are
init-heading-row = the row of the headings (a title is above them)
init-sheet = only this sheet is read
init-rater = the column “{ $heading }” numbers the raters; one number is one person
init-no-rater = The files number no raters: it cannot be seen that one person rated several units, so each row is a rater of its own
init-unit-from-file = the unit is named by the file
init-unit-from-sheet = the unit is named by the sheet
init-unit-from-name = the unit is named by the file
init-group-from-file = the rater group is named by the file
init-group-from-sheet = the rater group is named by the sheet
init-group-from-name = the rater group is named by the file
init-ignore = these columns are left unread
init-ignored = these columns are left unread: { $headings }
init-skips = these texts are blank, no answers

## Period
init-period = the name of the file or folder says { $period }
init-no-period = no file or folder names the period: fill it in, such as 2025H1
init-returns = Write how many papers went out to each rater group and came back in this table; leave empty what is not known.

## Units, indicators, groups
init-units = { $n } units were found and written to register.csv with provisional ids
init-register = the names of units were found in the files; full names, short names and categories
init-twins = is “{ $name }” ({ $n } times) the same unit as “{ $other }” ({ $m } times)? If so, delete the first from the register and write it under “aliases” of the second
init-indicators = { $n } indicators were found: { $names }
init-no-indicators = the files do not name the indicator: fill it in in scheme.toml
init-groups = { $n } rater groups were found: { $names }
init-no-groups = the files do not tell rater groups apart: all raters are one group
init-gaps = { $n } columns are not there; these units lack these indicators: { $names }
init-odd-group = the rater group “{ $name }” occurs only { $n } times, is likely a slip for “{ $nearest }” and was left out
init-odd-indicator = the indicator “{ $name }” occurs only { $n } times, is likely a slip for “{ $nearest }” and was left out

## Scale
init-levels = the options from best to worst are: { $names }
init-level-unplaced = where “{ $label }” belongs could not be told: move it to its place
init-points = the order of these options, and fill in the points of each
init-range = answers are numbers from { $least } to { $most }; the range proposed is { $min } to { $max } in steps of { $step }. If the numbers only stand for options, write the options instead
init-several = { $n } answers mark several options at once and are void by the rules
init-skipped = these texts are blank, no answers: { $texts }
init-odd-answer = the answer “{ $text }” occurs only { $n } times, is likely a slip and is not on the scale
init-odd-answer-near = the answer “{ $text }” occurs only { $n } times, is likely a slip for “{ $nearest }” and is not on the scale
init-odd-more = { $n } more rare answers are not on the scale

## Scheme
init-shipped = indicators, options and rater groups are those of the shipped scheme { $id } ({ $name }), which is used; whether its points and weights follow the local rules
init-copied-open = indicators and options are those of the shipped scheme { $id } ({ $name }), which was copied to scheme.toml; fill in what says REQUIRED
init-copied-groups = indicators and options are those of the shipped scheme { $id } ({ $name }), the rater groups are not: it was copied to scheme.toml with the groups of the files, whose weights must be filled in; whether its points and its sources still apply
init-drafted = no shipped scheme fits, so scheme.toml was drafted; fill in points and weights
init-misfit-indicators = indicators that the scheme { $id } and the files do not share: { $names }
init-misfit-answers = options that the scheme { $id } does not have: { $names }
init-categories = the category of each unit must be filled in in the register: { $names }
init-one-category = units are in one category; to rank by category, list the categories here and fill them in in the register
init-group-weights = the weights of the rater groups, which sum to 100; without any weight all are equal
init-indicator-weights = the weights of the indicators, which sum to 100; without any weight all are equal

## Survey platforms
init-platform = the files were exported by { $platform }, which shows by { $evidence }
init-platform-wjx = wjx.cn (问卷星)
init-platform-tencent = Tencent Survey (腾讯问卷)
init-platform-wenjuan = wenjuan.com (问卷网)
init-platform-limesurvey = LimeSurvey
init-platform-qualtrics = Qualtrics
init-platform-google-forms = Google Forms
init-platform-microsoft-forms = Microsoft Forms
init-exported-texts = the cells hold the texts of options, or numbers that raters gave
init-exported-numbers = the cells hold the numbers of options, in the order of the questionnaire
init-exported-scores = the cells hold the scores that the questionnaire gives to options
init-exported-unlike-name = the name of the file says otherwise about how options are written; the cells were believed
init-numbers = which option each number is, in the order of the questionnaire and not from best to worst; the files do not say it
init-numbers-guessed = by the order of the questionnaire the numbers are these options: { $pairs }. The files do not say it: compare with the questionnaire
init-scores = which option has each score
init-scores-guessed = the scores are these options: { $pairs }. Compare with the questionnaire
init-options-unnamed = nothing names the options, so they have provisional names: replace them in scheme.toml and under “answers” in appraisal.toml, and write kind = "unknown" where one is “don't know”
init-questions-unnamed = the headings have only the numbers of questions: { $names }. Where each is a unit, write its name in the register and keep the number under aliases; where it is an indicator, do so in scheme.toml
init-groups-unnamed = the rater groups are only numbered, in the order of the questionnaire: write their names as “label” in scheme.toml and keep the numbers as “aliases”
init-level-score = the questionnaire scores “{ $label }” { $score }: whether the rules give it as many points
init-codes = which option each code is, as the table of codes says
init-same-papers = { $file } holds the same papers as { $other }, with options written in another way, and is left out
init-lettered = the letter before an option is its place in the question and no part of it
init-branches = several questions ask the same about a unit, in branches of the form of which each rater answers one
init-judged = the column “{ $heading }” calls { $n } papers void (无效); they are counted. To follow the platform, write the column as “screener” under columns and a rule failed-screener with values = ["无效"] into the scheme
