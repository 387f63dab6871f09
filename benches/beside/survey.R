# The errors of R's survey on the files that run.py reads: for one of the six answers the weighted mean of each
# unit within the groups, with linearised errors and the rater as the unit of sampling.
#
#     Rscript benches/beside/survey.R FOLDER
#
# Pingyi gives in one run the scores of all units on all answers with every covariance between them; here one
# answer is enough to wait for. Prints the seconds of reading and of the errors, and the most memory that R held.
suppressMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
files <- Sys.glob(file.path(folder, "ballots-*.csv"))
points <- c("满意" = 100, "基本满意" = 80, "一般" = 60, "不满意" = 30)

started <- proc.time()[["elapsed"]]
ballots <- do.call(rbind, lapply(files, read.csv, encoding = "UTF-8", check.names = FALSE))
ballots$y <- points[ballots[["业务工作"]]]
read <- proc.time()[["elapsed"]] - started

ballots <- ballots[!is.na(ballots$y), c("评议人", "评议主体", "权重", "单位", "y")]
names(ballots) <- c("rater", "group", "w", "unit", "y")
started <- proc.time()[["elapsed"]]
design <- svydesign(ids = ~rater, strata = ~group, weights = ~w, data = ballots, nest = TRUE)
means <- svyby(~y, ~unit + group, design, svymean, keep.var = TRUE)
errors <- proc.time()[["elapsed"]] - started

cat(sprintf("%d ballots: read %.1f s, errors of one answer %.1f s, %d cells, %.0f MB\n",
            nrow(ballots), read, errors, nrow(means), sum(gc()[, 6])))
