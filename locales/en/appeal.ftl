## The appeal pack
appeal-title = How the score of { $unit } was reached, { $period }
appeal-lead = This sets out, step by step, how the score of { $unit } for { $period } follows from the counts, for whoever reviews it. It was scored by “{ $scheme }”. { $whole ->
    [no] Few people of some rater groups answered; to protect them, the counts and means concerned are left out, so that not every step can be redone from this paper. The office answers questions about them in person.
   *[yes] The counts are annexed, and every step can be redone from them by hand.
} Nothing here identifies a rater.
appeal-ballots = What became of the ballots
appeal-void = Of the ballots on this body, these were void by rule: { $rules }.
appeal-void-none = No ballot on this body was void by rule.
appeal-files = The files behind it
appeal-files-lead = These files were read, with their SHA-256, by version { $version } of the program. The same files give the same result.
appeal-counts = Counts on { $unit } by group, indicator and level
appeal-attachment = Annex:
appeal-annex = Annex
appeal-date = {"{{"}to be reviewed: date{"}}"}
appeal-file = How the score was reached
appeal-counts-file = Counts
grid-files = Files
grid-files-tab = Files
about-appeal = Sets out how one unit’s score follows from the counts, for an appeal
about-appeal-long =
    Writes a folder: the explanation (DOCX, PDF, page), the counts (CSV) and a manifest. Nothing in it
    identifies a rater. For the unit itself use --audience public: without internal categories and
    without counts of few people.
usage-appeal = pingyi appeal [OPTIONS] <UNIT> [FOLDER]
examples-appeal =
    pingyi appeal 市教育局 sample-data
    pingyi appeal 市教育局 sample-data --audience public --out appeals/education
appeal-withheld = By the rules of publication nothing on { $unit } may leave the office, so there is nothing to write.
