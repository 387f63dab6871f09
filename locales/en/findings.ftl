# Findings, errors and a few words used everywhere. How they are written: docs/message-style.md.
# The place (file, row, column) is printed before the sentence, which does not repeat it.

### Places

place-file = { $value }
place-sheet = sheet “{ $value }”
place-row = row { $value }
place-column = column “{ $value }”
place-key = key { $value }

### Effects

effect-stop = must be put right
effect-refuse-row = row left out
effect-void-ballot = ballot void
effect-void-answer = answer void
effect-flag = note

### Periods, ranks, moves

period-year = { $year }
period-half = { $part ->
        [1] first
       *[2] second
    } half of { $year }
period-quarter = { $part ->
        [1] first
        [2] second
        [3] third
       *[4] fourth
    } quarter of { $year }
rank-alone = { $rank }
rank-joint = { $rank }=
move-up = ▲{ $places }
move-down = ▼{ $places }
move-none = –

### Why there is no score, no rank, no comparison

absent-not-in-force = not in force in the period
absent-no-ballots = no ballots came back
absent-no-answers = no answers that count
absent-withheld = not published
absent-no-indicator = no score on “{ $indicator }”
absent-no-period = no score for { $period }
why-too-few = { $n ->
        [one] { $n } valid answer
       *[other] { $n } valid answers
    }, fewer than { $min }
why-missing-groups = too few answers from: { $groups }
why-score-only = scored, not ranked
why-unreliable = reliability { $reliability }, below the { $least } that the scheme asks for
mismatch-scale = the scale or its points differ
mismatch-indicators = indicators or their weights differ ({ $ids })
mismatch-rules = scoring rules differ ({ $key })

### Errors that end a run

error-findings = { $n ->
        [one] { $n } problem was found, and it must be put right first.
       *[other] { $n } problems were found, and some must be put right first.
    }
error-io = Cannot read or write { $path }: { $detail }.
error-incomparable = The two periods cannot be compared: { $why }.
error-document = { $name } could not be made: { $detail }. This is a fault of the program; please report this line.
error-leak = { $name } is for readers outside the office and says what it must not: { $what }. Nothing was written. This is a fault of the program; please report this line.
io-not-found = there is no such file or folder
io-denied = access is denied, or another program has it open
io-full = the disk is full
io-exists = it exists already and is not written over; name another place
io-no-folder = this is no folder
io-folder = this is a folder, and a file is wanted
io-name = the name cannot be used here
io-invalid = it is not what Pingyi writes there, or it is damaged
io-interrupted = the run was interrupted

### Findings: files

kind-missing-file = missing file
finding-missing-file = { $detail ->
        [outside] “{ $value }” does not lie in the folder of the appraisal. Put the file into the folder and write its name there.
       *[other] There is no file “{ $value }”. Check the name and the folder, or correct it in appraisal.toml.
    }
kind-unreadable-file = unreadable file
finding-unreadable-file = The system does not let this file be read ({ $detail }). Close the program that uses it and check the permissions.
kind-empty-file = empty file
finding-empty-file = The file or sheet holds nothing. Replace it with one that has data, or take it out of appraisal.toml.
kind-header-only = headings only
finding-header-only = There are headings and no rows below them. Check that the export is complete.
kind-too-large = file too large
finding-too-large = Unpacked, the file or a part of it has { $value } bytes, above the limit of { $limit }. Split it, or make sure that it is survey data.
kind-oversized-field = cell too long
finding-oversized-field = The cell is { $value } bytes long, above the limit of { $limit }. Most likely a quotation mark is missing: check those of this row.
kind-too-many-columns = too many columns
finding-too-many-columns = The row has { $value } cells, above the limit of { $limit }. Check the delimiter and the quotation marks.
kind-too-many-parts = too many parts
finding-too-many-parts = { $detail ->
        [sheets] The workbook has { $value } sheets, above the limit of { $limit }. Split it.
        [units] The table has { $value } units, above the limit of { $limit }. Split it, or check that it has one row for each unit.
       *[other] The workbook holds { $value } files, above the limit of { $limit }, as no spreadsheet writes it. Open it in Excel or WPS and save it anew.
    }
kind-hidden-character = character that nobody sees
finding-hidden-character = “{ $value }” holds a character that nobody sees ({ $detail }), so that two names may look alike and differ. Delete it, or type the text anew.
kind-truncated-gzip = damaged gz file
finding-truncated-gzip = The gz file is incomplete or damaged. Download it or pack it again.
kind-truncated-zstandard = damaged zst file
finding-truncated-zstandard = The zst file is incomplete or damaged, or needs more than 128 MiB to unpack. Download it again, or pack it again without --long.
kind-not-a-table = unreadable columns
finding-not-a-table = { $detail ->
        [encrypted] The Parquet file is encrypted. Save it without encryption.
        [feather1] The file is in the first Feather format, which is no longer written. Save it as .parquet or .arrow.
        [cut] The file ends before it is complete. Download or export it again.
        [damaged] The Parquet or Arrow file is damaged. Export it again.
        [large] The Parquet or Arrow file, or a part of it, unpacks to more than the limit. Make sure that it is survey data, or split it into several files.
        [deep] The columns of the Parquet file lie in each other deeper than any survey needs. Export it as plain columns.
       *[other] The Parquet or Arrow file cannot be read ({ $detail }). Export it again.
    }
kind-nested-column = nested column
finding-nested-column = The column holds { $value } values, which no cell can show; it was not read. Export it as plain columns if it is needed.
kind-left-out-file = file left out
finding-left-out-file = { $detail ->
        [lock] “{ $value }” is the mark of a program that has a file open, and was left out. Close the program and make sure that the file is saved.
        [hidden] “{ $value }” is a hidden file and was left out. To read it, give it a name without a dot in front.
       *[other] “{ $value }” has not the name of a ballot file and was left out. To read it, name it in files.
    }
kind-bad-encoding = wrong encoding
finding-bad-encoding = From here on this is not text in { $value }. Open the original in Excel or WPS and save it as “CSV UTF-8”; or, where you know its encoding, name it in appraisal.toml as encoding.
kind-mixed-encoding = mixed encodings
finding-mixed-encoding = The file mixes two encodings: row { $utf8 } is UTF-8, row { $gb18030 } is GB18030, and here it turns to { $value }. Most likely two files were put end to end: split them, each in one encoding.
kind-nul-byte = NUL byte
finding-nul-byte = The text holds a NUL byte: the file is damaged or no text. Export it again.
kind-unclosed-quote = unclosed quotation mark
finding-unclosed-quote = The quotation mark opened here is never closed, so all rows below run into this cell. Close it; a quotation mark that belongs to the text is written twice.
kind-not-a-workbook = not a workbook
finding-not-a-workbook = { $detail ->
        [encrypted] The workbook opens with a password only. Save it without one.
        [path] A part of the workbook is named outside of it, as if somebody had tampered with it. Ask for the original.
        [promise] The workbook promises far more than it holds, as if somebody had tampered with it. Ask for the original, or open it in Excel or WPS and save it anew.
        [gz] The packed file holds another packed file or a workbook. Unpack it first.
        [markup] The file holds a web page or XML and no table. Open it in Excel or WPS and save it as .xlsx.
        [sav] This is a data file of SPSS, which is not read here. In SPSS choose File, Save As, CSV, with “Save value labels where defined instead of data values”, and take that file.
        [damaged] The workbook is damaged. Open and repair it in Excel or WPS and save it as .xlsx.
       *[other] The file cannot be read as a workbook ({ $detail }). Open it in Excel or WPS and save it as .xlsx.
    }
kind-missing-sheet = missing sheet
finding-missing-sheet = The workbook has no sheet “{ $value }”, only: { $expected }. { $has-nearest ->
        [yes] The nearest is “{ $nearest }”. Correct sheet in appraisal.toml.
       *[no] Correct sheet in appraisal.toml.
    }
kind-repeated-file = repeated file
finding-repeated-file = “{ $value }” holds exactly the same as “{ $other }”: the same ballots may have been handed in twice. If they are two batches, nothing need be done; otherwise delete one.
kind-hidden-sheet = hidden sheet
finding-hidden-sheet = The sheet “{ $value }” is hidden and was not read. To read it, unhide it or write sheet = "{ $value }" in appraisal.toml.

### Findings: headings

kind-duplicate-heading = duplicate heading
finding-duplicate-heading = The heading “{ $value }” is that of column { $other } too, and nobody can say which one counts. Rename or delete one.
kind-empty-heading = empty heading
finding-empty-heading = There is content here without a heading; it was not read. Add a heading, or delete what does not belong here.
kind-missing-column = missing column
finding-missing-column = { $detail ->
        [indicator] There is no column for “{ $value }”: nobody was asked about it here. { $has-nearest ->
            [yes] The nearest is the column “{ $nearest }”: if that is the one, correct the heading or name it in appraisal.toml.
           *[no] If that is by design, there is nothing to do; if it was left out, add the column; if it has another name, write it under indicators (in the wide layout under cells) in appraisal.toml.
        }
        [rater-list] There is no column “{ $value }”; the headings are: { $expected }. Add a column with the rater group of each rater, or give the right one this heading.
        [estimates] There is no column “{ $value }” (any of these names); the headings are: { $expected }. { $has-nearest ->
            [yes] The nearest is “{ $nearest }”: if that is the one, correct the heading.
           *[no] Add the column, or correct its heading.
        }
        [typed] There is no column “{ $value }” here, as the other typist has it, and it was not compared. { $has-nearest ->
            [yes] The nearest is “{ $nearest }”: if that is the one, give both the same heading.
           *[no] If that is by design, name it after --ignore; if it was left out, add the column.
        }
        [typed-key] There is no column “{ $value }”; the headings are: { $expected }. Name the columns that number a row as they are headed in both files, after --key; columns that are not compared, after --ignore.
        [tracking] The list of comments has no column “{ $value }”; the headings are: { $expected }. Keep the headings of the list as they were written.
        [settle] The list has no column “{ $value }”; the headings are: { $expected }. Keep the headings of the list as they were written.
       *[other] There is no column “{ $value }”; the headings are: { $expected }. { $has-nearest ->
            [yes] The nearest is “{ $nearest }”: if that is the one, name it under columns in appraisal.toml.
           *[no] Add the column; if it has another name, write it under columns in appraisal.toml; if the whole file has one value, write group or unit.
        }
    }
kind-unmapped-column = unused column
finding-unmapped-column = The column “{ $value }” was not used. If it is an indicator, check its name or write it under indicators in appraisal.toml; if it is not needed, list it under ignore.
kind-unknown-layout = unknown layout
finding-unknown-layout = The headings do not show how this table is laid out: { $value }. Check that indicators and units are named as in the scheme and the register; if there is a title above the headings, write the row of the headings as heading_row in appraisal.toml; else write layout and columns.

### Findings: rows and cells

kind-ragged-row = uneven row
finding-ragged-row = The row has { $value } cells and the heading { $expected }. Look for a delimiter too many or too few.
kind-formula-cell = formula
finding-formula-cell = The cell is a formula (now “{ $value }”), which may change when the file is opened again. Paste it as a value and save.
kind-missing-unit = no unit
finding-missing-unit = The row names no unit (of merged cells only the first row has content). Add its name, or delete the row.
kind-unknown-unit = unknown unit
finding-unknown-unit = The register has no unit “{ $value }”. { $has-nearest ->
        [yes] The nearest is “{ $nearest }”: if that is the one, add “{ $value }” to its aliases in the register; if not, add the unit to the register.
       *[no] Correct the name, or add the unit to the register.
    }
kind-unit-not-in-force = unit not in force
finding-unit-not-in-force = “{ $value }” was not in force in { $period }. { $has-nearest ->
        [yes] By the register it is now “{ $nearest }”: use that name, or check the period and the from and to of the register.
       *[no] Check the period and the from and to of the register; if the unit was renamed or merged, use its present name.
    }
kind-missing-group = no rater group
finding-missing-group = The row names no rater group (of merged cells only the first row has content). Add it; if the whole file is of one group, write group in appraisal.toml.
kind-unknown-group = unknown rater group
finding-unknown-group = The scheme has no rater group “{ $value }”, only: { $expected }. { $has-nearest ->
        [yes] The nearest is “{ $nearest }”: if that is the one, add “{ $value }” to its aliases in the scheme; if not, correct the table.
       *[no] Correct the table, or add the group to the scheme.
    }
kind-group-not-rating = group does not rate the unit
finding-group-not-rating = By the scheme, “{ $value }” does not rate “{ $unit }”. Check both; if it should, change the weights or only_units of the scheme.
kind-missing-indicator = no indicator
finding-missing-indicator = The row names no indicator. Add its name, or delete the row.
kind-unknown-indicator = unknown indicator
finding-unknown-indicator = The scheme has no indicator “{ $value }”, only: { $expected }. { $has-nearest ->
        [yes] The nearest is “{ $nearest }”: if that is the one, write it under indicators in appraisal.toml; if not, correct the name.
       *[no] Correct the name, or write under indicators in appraisal.toml which one it is.
    }
kind-missing-rater = no rater number
finding-missing-rater = The row has no rater number, so nobody can tell whether it is a duplicate. Add it; if numbers are not kept at all, delete the column.
kind-off-scale = answer not on the scale
finding-off-scale = The answer “{ $value }” is not on the scale ({ $expected }). { $has-nearest ->
        [yes] The nearest is “{ $nearest }”. If it is a slip, correct the table;
       *[no] If it is a slip, correct the table;
    } if it is another spelling, write it under answers in appraisal.toml; if the scheme does have this level, add it to scale.
kind-bad-weight = bad weight
finding-bad-weight = The weight “{ $value }” cannot be used. A weight is a decimal above zero and below a million with six decimals at most, and a ballot has one only. Correct it.
kind-bad-count = bad count
finding-bad-count = “{ $value }” is no count. A count is a whole number; write 0 for none. Correct it.
kind-bad-time = unreadable time
finding-bad-time = The time or duration cannot be read, and checks by time pass over it. Write it like one of these: { $expected }; if the column holds no times, list it under ignore.
kind-sum-off-total = total off the sum
finding-sum-off-total = The platform’s total is { $value }, and the scores of the row add up to { $expected }. If a cell was changed by hand, put it right; if other questions of the questionnaire are scored too, write the column under ignore in appraisal.toml.
kind-score-off-points = score unlike the points
finding-score-off-points = The questionnaire scores “{ $level }” { $value }, and the scheme gives it { $expected } points; the points of the scheme count. If the score stands for another level, correct answers.
kind-changing-stratum = two places in the sample
finding-changing-stratum = { $detail ->
        [rater-stratum] One rater stands in stratum “{ $value }” and in stratum “{ $other }”. A rater is drawn from one stratum; correct it.
        [rater-cluster] One rater stands in cluster “{ $value }” and in cluster “{ $other }”. A rater is drawn with one cluster; correct it.
       *[cluster] One cluster stands in stratum “{ $value }” and in stratum “{ $other }”. A cluster lies in one stratum; if they are two of one name, give them different names.
    }
kind-unknown-stratum = stratum without raters
finding-unknown-stratum = A population is written down for “{ $value }”, and no rater stands there, so it is not used. { $has-nearest ->
        [yes] Is “{ $nearest }” meant? If so, correct stratum.
       *[no] Check the name; where a group has strata, write the population of each stratum.
    }

### Findings: weights to known totals

kind-missing-attribute = attribute of the rater missing
finding-missing-attribute = The totals need the attribute “{ $value }” of every rater, and this row does not have it. Fill it in; where it stays unknown, list a level with an empty name under totals.
kind-unknown-level = level without a total
finding-unknown-level = The totals of “{ $margin }” have no level “{ $value }” ({ $expected }). { $has-nearest ->
        [yes] If it is a slip for “{ $nearest }”, correct the table;
       *[no] If it is a slip, correct the table;
    } if not, add the level with its total under totals.
kind-changing-attribute = attribute that changes
finding-changing-attribute = One rater stands on “{ $value }” here and on “{ $other }” in { $row } (attribute { $margin }). A rater has one; correct it.
kind-unequal-weights = weights of one rater that differ
finding-unequal-weights = Raters whose ballots have weights that differ: { $value }. A rater can be weighted to totals from one weight only. Give all ballots of a rater one weight, or take the totals out.
kind-empty-cell = empty cell of the totals
finding-empty-cell = { $detail ->
        [no-total] On level “{ $value }” of “{ $margin }” stand raters ({ $n }), and its total is { $total }, so that they would weigh nothing. Correct the total, or put the level together with another: one entry “{ $value }|…” with the sum of both totals.
       *[no-rater] The totals have { $total } on level “{ $value }” of “{ $margin }”, and no ballot that counts comes from there. Put the level together with another: one entry “{ $value }|…” with the sum of both totals.
    }
kind-totals-differ = totals that differ
finding-totals-differ = The totals of “{ $value }” add up to { $total }, those of “{ $other }” to { $expected }. They are about the same people and must add up alike; correct one of them.
kind-not-converging = totals that cannot be met together
finding-not-converging = No weights meet all margins at once; the worst is level “{ $value }” of “{ $margin }”, off by { $percent }%. Put levels with few raters together, or drop a margin.
kind-bounds-too-tight = bounds too tight
finding-bounds-too-tight = Within least and most the total of level “{ $value }” of “{ $margin }” cannot be met. Widen the bounds, or put the level together with another.
kind-unweighted-counts = paper counts not weighted
finding-unweighted-counts = Paper counts of “{ $value }” do not say who answered, so they keep their weight while the ballots of the group are weighted to totals. If that is not meant, enter the papers one by one.

### Findings: rows that a survey platform marks

kind-trial-paper = trial of the survey
finding-trial-paper = The platform says that whoever made the survey tried it out here: this is no rater's paper. If it is one all the same, correct this cell.
kind-unfinished-paper = paper not finished
finding-unfinished-paper = The platform says that the rater did not come to the end. What was answered counts, unless the scheme rules on incomplete papers; if it is not to count, delete the row.

### Findings: void rules

kind-blank-ballot = blank ballot
finding-blank-ballot = There is not one answer on the ballot. If the paper has any, type them in.
kind-duplicate-ballot = duplicate ballot
finding-duplicate-ballot = It is the same as { $other }, by the same rater on “{ $unit }”; one of them counts. If two raters were given one number, correct it.
kind-conflicting-ballots = conflicting ballots
finding-conflicting-ballots = It is by the same rater on “{ $unit }” as { $other }, with other answers; neither counts. Find out which one holds and delete the other.
kind-multiple-marks = several marks
finding-multiple-marks = More than one level is marked for one indicator (“{ $value }”). Look at the paper and keep one.
kind-out-of-dates = out of dates
finding-out-of-dates = The paper was handed in outside the dates ({ $expected }). Check from and to in the scheme and the times in this column.
kind-out-of-region = out of region
finding-out-of-region = The paper came from outside the region ({ $expected }). Check allowed in the scheme, and add other spellings there.
kind-failed-screener = failed screener
finding-failed-screener = The screener was answered “{ $value }”, and by the scheme such raters do not go on. Check whether the paper went to the right person.
kind-self-rating = ballot on the own unit
finding-self-rating = The rater belongs to “{ $unit }”, and the ballot is on it. Check the column of own units; where the rules leave such ballots out, give self-rating the effect void-ballot in the scheme.
kind-incomplete = incomplete
finding-incomplete = Blank answers: { $value } of { $expected } asked for. Check the paper, and type in what was left out.
kind-missing-share = too much left blank
finding-missing-share = Blank answers: { $value } of { $expected } asked for, which reaches the scheme's limit of { $limit }. Check the paper, and type in what was left out.
kind-forced-distribution = not distributed as prescribed
finding-forced-distribution = { $detail ->
        [most] Answers at “{ $level }”: { $value }, more than the { $limit } that the scheme prescribes. Check the paper; if the rule has changed, change the scheme.
       *[least] Answers at “{ $level }”: { $value }, fewer than the { $limit } that the scheme prescribes. Check the paper; if the rule has changed, change the scheme.
    }
kind-all-maximum = all at the best level
finding-all-maximum = Every answer is at the best level (answers: { $value }, units: { $units }). Check whether the rater filled in the paper with care.
kind-all-equal = all the same
finding-all-equal = Every answer is “{ $level }” (answers: { $value }, units: { $units }). Check whether the rater filled in the paper with care.
kind-near-maximum = nearly all at the best level
finding-near-maximum = Every answer is at the best level but for { $other } one level lower (answers: { $value }, units: { $units }). Check whether somebody said how to answer.
kind-too-fast = too fast
finding-too-fast = The paper took less than { $limit } seconds (answers: { $value }). Check whether the rater filled in the paper with care.
kind-burst = equal papers
finding-burst = { $detail ->
        [timed] { $value } papers are equal in every answer and were handed in within { $limit } minutes; another is { $other }. Check whether one person filled them in.
       *[untimed] { $value } papers are equal in every answer; another is { $other }. Check whether one person filled them in.
    }
kind-shared-device = many papers from one device
finding-shared-device = One device or address handed in { $value } papers, more than { $limit }; another is { $other }. Where many people share a connection this is nothing; else check whether one person filled them in.
kind-satisfied-batch = a batch all at the best level
finding-satisfied-batch = { $detail ->
        [sheet] Each answer on the { $value } papers of this sheet is at the best level. Check who handed them out and who filled them in.
       *[device] Each answer on the { $value } papers from one device or address is at the best level. Check who handed them out and who filled them in.
    }
kind-votes-above-population = more votes than people
finding-votes-above-population = { $detail ->
        [clusters] In “{ $value }” the files have { $counted } clusters, and the population is { $limit }. Check the population and the names of the clusters.
       *[raters] In “{ $value }” the files have { $counted } raters, and the population is { $limit }. Check the population; if it is right, these ballots cannot be trusted.
    }
kind-group-far-above = one group marks far above
finding-group-far-above = { $counted } ballots of “{ $value }” mark “{ $unit }” { $difference } points above the other groups, which is { $z } standard errors more than this group marks the other units above them. Check who had them filled in.
kind-bundle-needs-pooled = counts cannot be scored by ballot
finding-bundle-needs-pooled = The scheme scores ballot by ballot (ballot-first), and these are counts by indicator, which cannot be taken apart into ballots. Supply the ballots, or set mode = "pooled" in the scheme.
kind-weight-with-trim = weights with trimming
finding-weight-with-trim = The scheme trims extreme answers, and these ballots carry weights; the two cannot go together. List the weight column under ignore, or take trim out of the scheme.

### Findings: returns

kind-more-returned-than-issued = more returned than issued
finding-more-returned-than-issued = { $issued } papers went out to “{ $value }” and { $returned } came back. Check the figures; if they are right, say why under accept_returns in appraisal.toml.
kind-more-counted-than-returned = more counted than returned
finding-more-counted-than-returned = { $returned } papers came back from “{ $value }” and { $counted } are in the files. Look for papers entered twice; if the figures are right, say why under accept_returns in appraisal.toml.

### Findings: registers of raters

kind-rater-without-group = rater without a group
finding-rater-without-group = This rater has no rater group (of merged cells only the first row has content), and can therefore not be drawn. Add the group, or delete the row.
kind-repeated-rater = repeated rater
finding-repeated-rater = This rater stands in row { $other } already. If it is one person, delete one of the rows; if there are two, tell them apart by their numbers.

### Findings: papers typed twice

kind-several-sheets = several sheets
finding-several-sheets = The workbook has { $value } sheets, and one table is compared with one. Save the sheet that is meant in a file of its own.
kind-unmatched-entry = typed once
finding-unmatched-entry = { $detail ->
        [blank] The row has no number, so that it cannot be matched. Write the number of the paper into the key columns.
       *[missing] No row of { $other } has the number of this one. Look whether the paper was left out there, or the number mistyped in one of the two.
    }
kind-repeated-entry = number given twice
finding-repeated-entry = The row has the number of row { $other }, so that neither can be matched. Look whether the paper was typed twice or a number mistyped; if a paper has several rows, name all columns that tell them apart after --key.
kind-open-difference = difference not settled
finding-open-difference = { $detail ->
        [missing] Column “{ $column }”, row { $row } of { $file }: the typists differ, and the list has no line for it. Make the list anew with --out.
        [twice] Column “{ $column }”, row { $row } of { $file }: the list has several lines for it. Keep one of them.
        [changed] Column “{ $column }”, row { $row } of { $file }: the line does not say what the typists typed. A table was changed since, or the line was; make the list anew with --out.
        [initials] Column “{ $column }”, row { $row } of { $file }: nobody has signed for the settled value. Write the initials of who looked at the paper.
       *[value] Column “{ $column }”, row { $row } of { $file }: the settled value is missing. Look at the paper and write what stands there, or (blank).
    }
kind-stray-line = line without a difference
finding-stray-line = The typists do not differ where this line says so. A table was changed since, or the number or column of the line was; make the list anew with --out.

### Findings: comments

kind-short-name = name of one character
finding-short-name = This line of the list of names has one character only, and striking it out would strike out many ordinary words. Write the full name, or delete the line.
kind-unknown-comment = comment of the list not found
finding-unknown-comment = The files have no comment with the number “{ $value }”, and what was written to it is not carried on. If the files or the list of names were changed, move the line to the present number; if it is no longer needed, delete it.
kind-unanswered-comment = closed without a reply
finding-unanswered-comment = The comment is closed, and no reply is written. Write what was done, or set it back to “in progress”.

### Findings: TOML files

kind-not-toml = not TOML
finding-not-toml = This is not how TOML is written ({ $detail }). Most often a quotation mark or bracket is missing, or the quotation marks are Chinese ones.
kind-unknown-key = unknown key
finding-unknown-key = There is no key “{ $value }”. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Delete it, or look it up in docs/formats.md.
    }
kind-missing-key = missing key
finding-missing-key = “{ $value }” is missing. Add it.
kind-wrong-type = wrong type of value
finding-wrong-type = “{ $value }” is of the wrong type: here belongs { $expected ->
        [string] text in quotation marks
        [integer] a whole number
        [boolean] true or false
        [array] a list in square brackets
        [object] a table (in braces, or a section of its own)
       *[number] a number
    }.
kind-bad-choice = not one of the choices
finding-bad-choice = “{ $value }” is not one of the choices: { $expected }. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Take one of them.
    }
kind-bad-number = bad number
finding-bad-number = “{ $value }” is not a number that can stand here. Write it like this, or within this range: { $expected }.
kind-required-value = for the office to fill in
finding-required-value = No source publishes this number: the office fills it in by the local rules, in place of REQUIRED.
kind-empty-list = empty list
finding-empty-list = At least one entry is needed here.
kind-duplicate-name = duplicate name
finding-duplicate-name = The name “{ $value }” is used elsewhere ({ $other }) too, and nobody can say which one is meant. Rename or delete one.
kind-unknown-reference = undefined name
finding-unknown-reference = “{ $value }” is not defined; there are: { $expected }. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Take one of them.
    }
kind-weights-sum = sum of weights
finding-weights-sum = The weights sum to { $value } and should sum to 1 or 100. Correct them; if they are to be divided by their sum, write normalise_weights = true under [scoring].
kind-some-weights-missing = some weights missing
finding-some-weights-missing = The others beside it have a weight and this one has none. Add it; for equal weights leave them all out.
kind-negative-weight = negative weight
finding-negative-weight = The weight { $value } is below zero. Correct it.
kind-points-not-falling = not from best to worst
finding-points-not-falling = Levels are listed from best to worst with falling values, and { $value } is not below the one before. Change the order or the value.
kind-circular-parent = circular indicators
finding-circular-parent = The indicator “{ $value }” is its own ancestor. Correct parent.
kind-trim-too-coarse = too few levels to trim
finding-trim-too-coarse = The scale has three levels or fewer: trimming would remove honest opinions. Take trim out; if the local rules demand it, write force = true.
kind-floor-score = high score for the worst level
finding-floor-score = The worst level still scores { $value } (the best { $most }): a unit that dissatisfies everybody would get that, and differences shrink. Make sure that the rules say so.
kind-no-negative-level = no way to be dissatisfied
finding-no-negative-level = The scale has no level for the dissatisfied, so a satisfaction rate says nothing. Make sure that the ballot is like this.
kind-no-unknown-level = no “don't know”
finding-no-unknown-level = The scale has no “don't know”, so those who do not know the unit rate it all the same. Make sure that the ballot is like this.

### Findings: register and appraisal

kind-bad-period = not a period
finding-bad-period = “{ $value }” names no period. Write 2024H1 (first half), 2024Q3 (third quarter) or 2024 (the year); from and to in the register may also be 2024-07.
kind-unknown-category = unknown category
finding-unknown-category = The scheme has no category “{ $value }”, only: { $expected }. { $has-nearest ->
        [yes] The nearest is “{ $nearest }”. Correct the register, or add the spelling to its aliases in the scheme.
       *[no] Correct the register, or add the category to the scheme.
    }
kind-overlapping-spans = overlapping times
finding-overlapping-spans = Unit { $value } is listed twice for one time: it overlaps with row { $other }. Let the earlier row end before the later one begins.
kind-unknown-predecessor = unknown predecessor
finding-unknown-predecessor = The predecessor “{ $value }” is not in the register. { $has-nearest ->
        [yes] The nearest is “{ $nearest }”. Write the id, not the name.
       *[no] Add it to the register, or correct the id (the id, not the name).
    }
kind-unknown-period = no such period
finding-unknown-period = The appraisal has no period { $value }, only: { $expected }. Take one of them, or add the period to appraisal.toml.
kind-duplicate-period = duplicate period
finding-duplicate-period = { $value } is listed twice. Put the two together.
kind-unknown-scheme = no such scheme
finding-unknown-scheme = There is neither a scheme file “{ $value }” in the folder nor a shipped scheme of that name, only: { $expected }. { $has-nearest ->
        [yes] Is “{ $nearest }” meant?
       *[no] Check the file name.
    }
kind-not-a-face = not a face
finding-not-a-face = { $detail ->
        [outlines] The face “{ $value }” has no outlines, only bitmaps, and cannot be printed. Take a TrueType or OpenType file (.ttf, .otf, .ttc).
        [chinese] The face “{ $value }” has no Chinese characters. Take the file of a face that has them, such as 仿宋 or 小标宋.
       *[other] “{ $value }” is no face that can be read. Take a TrueType or OpenType file (.ttf, .otf, .ttc), or take the line out: an embedded face stands in.
    }
kind-no-ballots = no ballots
finding-no-ballots = { $value } names no ballot files. Add ballots under this period in appraisal.toml.

### Findings: tallies of other machines

kind-not-a-tally = not a tally
finding-not-a-tally = { $detail ->
        [schema] The tally is of schema { $value }, which this version does not know. Count again with this version, or use the version that wrote it.
        [changed] The tally was changed after it was written: its rows and their hash differ. Get the original, or count again.
        [damaged] The tally is damaged: what it holds here cannot be understood. Get the original, or count again.
       *[other] The file is no tally. Write one with pingyi count --out, to a file that ends in .parquet or .arrow.
    }
kind-tallies-differ = tallies that do not go together
finding-tallies-differ = { $detail ->
        [scheme] The scheme is another one: SHA-256 { $value } here, { $expected } in “{ $other }”. Count both under one and the same scheme file.
        [register] The register is another one: SHA-256 { $value } here, { $expected } in “{ $other }”. Count both with one and the same register file.
       *[period] The period is another one: { $value } here, { $expected } in “{ $other }”. Take tallies of one period.
    }
kind-repeated-tally = counted twice
finding-repeated-tally = { $detail ->
        [file] The ballot file “{ $value }” was counted here, and another that holds exactly the same in “{ $other }”. Count one of them without it.
       *[tally] What is counted in “{ $value }” is in “{ $other }” as well, alone or as a part. Leave one of them out.
    }
