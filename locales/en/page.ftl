# The bulletin as a page (bulletin.html).
page-skip = Skip to the content
page-contents = Contents
page-summary = Main results
page-notes = How the scores were made
page-internal = Internal edition
page-public = Public edition
page-made = Made with Pingyi. Everything is inside this file: it uses no network and can be read and printed offline.
page-filter = Filter
page-filter-hint = Name of a unit
page-category = Category
page-all = All
page-joint = Joint ranks only
page-download = Download this table (CSV)
page-more = Show all
page-rows = { $all ->
    [one] Showing { $shown } of { $all } row
   *[other] Showing { $shown } of { $all } rows
}
page-folded-first = First: { $units } ({ $score })
page-sort-hint = Select a heading to sort: a second time turns the order round, a third time restores it. Units without a rank and means stay at the end.
page-dot-hint = The dot beside a score shows where it lies between the lowest (left) and the highest (right) score of this table.
page-expand = Open all
page-collapse = Close all
page-profiles-hint = Select a unit’s name to open its figure; only open figures are printed.
page-profiles-print = Profiles that are not open are not printed; see the page itself.
page-to-top = Back to the top
