# Words in files: names of files, the workbook, CSV

file-bulletin = bulletin.html
file-document = bulletin
file-letter = letter
file-workbook = workbook.xlsx
file-tables = tables
file-charts = charts

book-about = About
book-back = Back to “About”
book-facts = Key figures
book-summary = Results
book-contents = Contents
book-notes = How the scores were made
book-bars = The bars behind the scores begin a little below the lowest score, not at 0; they only help to compare.
book-pages = Page { $page } of { $pages }
book-joint = Joint
book-real = { $column } (real)
book-yes = yes
book-marked = { $column } (mark)

book-finding-effect = Effect
book-finding-code = Code
book-finding-file = File
book-finding-sheet = Sheet
book-finding-row = Row
book-finding-column = Column
book-finding-key = Key
book-finding-value = Value found
book-finding-nearest = Nearest right value
book-finding-message = Message
