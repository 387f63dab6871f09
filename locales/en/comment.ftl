# pingyi comments: what raters wrote in their own words.

### Help

about-comments = Scrub comments, put like ones together, sort and route them, track them (意见)
about-comments-long =
    Reads the files of comments that appraisal.toml names for the period; strikes out phones,
    identity cards, bank cards, plates, accounts and listed names; puts together what says nearly
    the same; finds topics by a dictionary; keeps praise apart from complaint; counts by unit.
    With --out, the list of comments, the tables and a file for each unit are saved. The office
    fills in status, reply and date in the list; named as tracking_file, it is carried on. The
    program knows words and patterns, not meaning: let somebody read before anything goes out.
usage-comments = pingyi comments [folder] [options]
examples-comments =
    pingyi comments
    pingyi comments appraisal --period 2025H2 --out comments
    pingyi comments --dictionary > topics.toml

option-dictionary = Print the shipped dictionary of topics, to be saved and edited
option-out-comments = The folder to write: the list of comments, the tables, a file for each unit
comment-none = { $period } has no files of comments. Write [[periods.comments]] files = ["…"] under the period in appraisal.toml.

### What was struck out

comment-struck-phone = [phone]
comment-struck-identity = [identity card]
comment-struck-card = [bank card]
comment-struck-plate = [plate]
comment-struck-mail = [e-mail]
comment-struck-account = [account]
comment-struck-address = [address]
comment-struck-time = [time]
comment-struck-number = [number]
comment-struck-name = [name]
comment-struck-unit = [unit]

### Stance and status

comment-stance-praise = praise
comment-stance-complaint = complaint
comment-stance-suggestion = suggestion
comment-stance-other = other
# How many, within a sentence.
comment-said-complaint = { $n ->
    [one] one complaint
   *[other] { $n } complaints
}
comment-said-suggestion = { $n ->
    [one] one suggestion
   *[other] { $n } suggestions
}
comment-said-praise = { $n ->
    [one] one of praise
   *[other] { $n } of praise
}
comment-said-other = { $n ->
    [one] one other
   *[other] { $n } others
}
comment-status-open = open
comment-status-working = in progress
comment-status-closed = closed

### Tables

comment-units-title = Comments by unit
comment-units-file = comments-by-unit-{ $period }
comment-topics-title = Comments by topic
comment-topics-file = comments-by-topic-{ $period }
comment-list-title = List of comments
comment-list-file = comments-{ $period }
comment-unit-title = Comments on { $unit }
comment-unit-file = { $unit }-comments-{ $period }
comment-units-folder = units

comment-col-id = Comment number
comment-col-unit = Unit
comment-col-category = Category
comment-col-topic = Topic
comment-col-topics = Topics
comment-col-stance = Stance
comment-col-said = Comments
comment-col-merged = Put together
comment-col-times = Said by
comment-col-text = Comment
comment-col-mentioned = Named in it
comment-col-status = Status
comment-col-judged = Stance, corrected
comment-col-passed-to = Passed on to
comment-col-reply = Reply
comment-col-date = Date
comment-col-without-topic = No topic
comment-col-to-handle = To handle
comment-col-working = In progress
comment-col-closed = Closed
comment-col-closed-rate = Closed, %
comment-no-unit = No unit named
comment-all = Total

### Notes

comment-note-received = { $cells ->
        [one] 1 cell was read
       *[other] { $cells } cells were read
    }: { $nothing } empty or without a comment, { $refused } left out, { $comments ->
        [one] 1 comment
       *[other] { $comments } comments
    }.
comment-note-several = { $n ->
        [one] 1 of them names several units and counts for each.
       *[other] { $n } of them name several units and count for each.
    }
comment-note-merged = { $merged ->
        [one] Put together where they say nearly the same, 1 is left.
       *[other] Put together where they say nearly the same, { $merged } are left.
    }
comment-note-struck = Struck out: { $list }.
comment-note-struck-one = { $what } { $n }
comment-note-groups = By rater group: { $list }.
comment-note-group = { $group } { $n }
comment-note-topics = A comment may have several topics, so that the topics can add up to more than the comments.
comment-note-handle = The share closed is that of the comments to handle (put together, without praise).
comment-note-words = Topics and stance follow from a dictionary; the columns “Stance, corrected” and “Passed on to” of the list overrule it.
