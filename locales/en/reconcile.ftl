# pingyi reconcile: papers typed twice.

### Help

about-reconcile = Compare papers that two typists typed, and settle the differences (双录)
about-reconcile-long =
    Matches rows by the number of the paper and columns by heading, and lists every cell in
    which the two differ, with the entry-error rate. With --out, the list is saved: a third
    person, with the papers in hand, fills in “Settled” and “Initials” of every line. Then
    --settled makes the one table that the appraisal reads. These files tell what each
    paper says: keep them inside the office. Formulas: docs/methods.md, §22.
usage-reconcile = pingyi reconcile <first> <second> [options]
examples-reconcile =
    pingyi reconcile typist-a.xlsx typist-b.xlsx
    pingyi reconcile typist-a.csv typist-b.csv --key 表号 单位 --ignore 录入人 --out check
    pingyi reconcile typist-a.csv typist-b.csv --settled check/settle.csv --out settled

option-typed = The tables of the two typists, CSV or workbooks
option-key = Columns that number a row, that of the paper first; by known headings if not given
option-ignore = Columns that are not compared, such as who typed and when
option-settled = The list of differences, filled in
option-out-reconcile = The folder to write: the list to settle, or with --settled the settled table
value-typed = FILE
value-key = COLUMN
value-ignore = COLUMN
value-settled = FILE

### Tables

reconcile-columns-title = Differences by column
reconcile-columns-file = errors
reconcile-settle-title = Differences to settle
reconcile-settle-file = settle
reconcile-settled-title = Settled table
reconcile-settled-file = settled
reconcile-typists-title = Errors of each typist
reconcile-typists-file = typists
reconcile-heading-column = Column
reconcile-heading-compared = Compared
reconcile-heading-differing = Differ
reconcile-heading-unlike = Same but for writing
reconcile-heading-wrong = Wrong
reconcile-heading-rate = Rate %
reconcile-heading-low = 95% from
reconcile-heading-high = to
reconcile-heading-file = File
reconcile-all = All columns
reconcile-column = Column
reconcile-first = First
reconcile-second = Second
reconcile-settled = Settled
reconcile-initials = Initials
reconcile-remark = Remark

### Notes

reconcile-note-key = Rows were matched by { $key }; { $n ->
        [one] one row was compared.
       *[other] { $n } rows were compared.
    }
reconcile-note-rate = The typists differ in { $wrong } of { $cells } cells: { $rate }%{ $has-interval ->
        [yes] {" "}(95% interval { $low }% to { $high }%, by papers)
       *[no] {""}
    }.
reconcile-note-half = If both err equally often, each mistypes about half of that: { $rate }%{ $has-interval ->
        [yes] {" "}({ $low }% to { $high }%)
       *[no] {""}
    }.
reconcile-note-unlike = Same but for writing: width, spaces, capitals or zeros; the first typist's writing is kept.
reconcile-note-typists = Wrong is what differs from the settled value.
reconcile-note-blind = An error that both typists made alike cannot be seen here.
reconcile-note-next = To settle: save the list with --out, fill it in with the papers in hand ((blank) for a cell left blank), then run again with --settled.
