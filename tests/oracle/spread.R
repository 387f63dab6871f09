# The error of scores by R's survey: see README.md. Run in this folder: Rscript spread.R
#
# Every score is made from svyby over unit, group and leaf (linearisation, full covariance between
# domains) and svycontrast; every rate from svyby over unit. Nothing of Pingyi is used.
suppressMessages(library(survey))
invisible(Sys.setlocale("LC_ALL", "C.UTF-8"))
options(survey.adjust.domain.lonely = FALSE, stringsAsFactors = FALSE)

# Long rows of answers: rater, group, stratum, cluster, unit, leaf, w, y (points or NA), s (0/1/NA).
lines_of <- function(name, value) data.frame(name, value = sprintf("%.17g", value))

# Scores: for each unit the weights of its domains, as svycontrast takes them.
scores <- function(design, label, leaves, units, group_weight, full) {
  heard <- subset(design, !is.na(y) & leaf %in% leaves & unit %in% units)
  by <- svyby(~y, ~unit + group + leaf, heard, svymean, covmat = TRUE)
  weights <- lapply(units, function(u) {
    at <- by$unit == u
    ifelse(at, mapply(group_weight, by$unit, by$group), 0) / length(leaves)
  })
  names(weights) <- units
  found <- svycontrast(by, weights)
  v <- vcov(found)
  out <- lines_of(paste(label, "score", units, units, sep = ","), coef(found))
  for (a in seq_along(units)) for (b in seq_len(a)) if (full || a == b) {
    out <- rbind(out, lines_of(paste(label, "cov", units[a], units[b], sep = ","), v[a, b]))
  }
  out
}

rates <- function(design, label, leaves, units) {
  heard <- subset(design, !is.na(s) & leaf %in% leaves)
  by <- svyby(~s, ~unit, heard, svymean)
  by <- by[match(units, by$unit), ]
  rbind(
    lines_of(paste(label, "rate", units, units, sep = ","), by$s),
    lines_of(paste(label, "ratevar", units, units, sep = ","), by$se^2)
  )
}

write_out <- function(parts, file) {
  all <- do.call(rbind, parts)
  writeLines(c("case,measure,what,a,b,value", paste(all$name, all$value, sep = ",")), file)
}

## 1. The sample data, from the office's own files.
folder <- "../../sample-data/2024H1"
groups <- c(leaders = "市领导", deputies = "两代表一委员", firms = "企业",
            grassroots = "基层单位", public = "服务对象和群众")
points <- c("满意" = 100, "基本满意" = 80, "一般" = 60, "不满意" = 30)
leaf_names <- c("业务工作", "制度建设和落实", "依法行政依法办事", "政务公开和事务公开",
                "办事效率和服务质量", "廉政建设和行风服务")
register <- read.csv("../../sample-data/register.csv", fileEncoding = "UTF-8", check.names = FALSE)
unit_of <- function(name) {
  hit <- which(register[["全称"]] == name | register[["简称"]] == name |
               sapply(strsplit(register[["别名"]], "[;；、|]"), function(x) name %in% x))
  if (length(hit) == 0) stop("unknown unit: ", name)
  register[["编号"]][hit[1]]
}
plain <- function(x) gsub("[[:space:]　]", "", chartr("０１２３４５６７８９ＡＢＣＤＥ", "0123456789ABCDE", x))
read_group <- function(group) {
  from <- file(file.path(folder, paste0(groups[[group]], ".csv")), encoding = "GB18030")
  text <- readLines(from)
  close(from)
  cells <- read.csv(text = paste(text, collapse = "\n"), header = FALSE, colClasses = "character",
                    na.strings = character(0))
  heads <- as.character(cells[1, -1])
  rows <- cells[-1, ]
  rows[] <- lapply(rows, plain)
  # An empty paper is void, and a paper handed in twice counts once.
  rows <- rows[rowSums(rows[, -1] != "") > 0, ]
  rows <- rows[!duplicated(rows), ]
  stopifnot(!anyDuplicated(rows[[1]]))
  at <- regexpr("-[^-]*$", heads)
  units <- sapply(plain(substr(heads, 1, at - 1)), unit_of)
  leaves <- match(plain(substr(heads, at + 1, nchar(heads))), leaf_names)
  stopifnot(!anyNA(leaves))
  answers <- as.matrix(rows[, -1])
  long <- data.frame(rater = paste(group, rep(rows[[1]], ncol(answers))), group = group,
                     unit = rep(units, each = nrow(answers)), leaf = rep(leaves, each = nrow(answers)),
                     answer = as.vector(answers))
  # A rater with nothing on a unit has no ballot on it; every rater here has some ballot.
  long[long$answer != "", ]
}
long <- do.call(rbind, lapply(names(groups), read_group))
long$y <- points[long$answer]
long$s <- ifelse(is.na(long$y), NA, as.numeric(long$answer %in% c("满意", "基本满意")))
sample_units <- intersect(register[["编号"]], unique(long$unit))
vertical <- register[["编号"]][register[["类别"]] == "垂直管理单位"]
share <- function(unit, group) {
  if (unit %in% vertical) c(leaders = .25, deputies = .25, firms = .3, grassroots = .2, public = 0)[[group]]
  else .2
}
design <- svydesign(id = ~rater, strata = ~group, weights = ~1, data = long)
some <- sample_units[round(seq(1, length(sample_units), length.out = 8))]
parts <- list(scores(design, "sample,1", 1, sample_units, share, TRUE),
              scores(design, "sample,whole", 1:6, some, share, TRUE),
              rates(design, "sample,1", 1, sample_units),
              rates(design, "sample,whole", 1:6, sample_units))
for (leaf in 2:6) {
  parts <- c(parts, list(scores(design, paste0("sample,", leaf), leaf, sample_units, share, FALSE)))
}
write_out(parts, "spread-sample.csv")

## 2. Made data: weights of ballots, strata, clusters, populations, strata with one cluster.
set.seed(20261122)
strata <- data.frame(group = c("g1", "g1", "g1", "g2", "g2", "g2"),
                     stratum = c("A", "B", "C", "A", "B", "D"),
                     clusters = c(10, 8, 1, 15, 12, 1),
                     size = c(40, 20, 5, Inf, 12, 9))
made <- NULL
for (h in seq_len(nrow(strata))) for (c in seq_len(strata$clusters[h])) {
  lean <- rnorm(1, sd = .6)
  for (r in seq_len(sample(2:5, 1))) {
    strict <- rnorm(1, sd = .5)
    judged <- sort(sample(6, sample(2:6, 1)))
    level <- function() {
      y <- pmin(5, pmax(1, round(3.4 + lean + strict + .15 * judged + rnorm(length(judged), sd = .8))))
      ifelse(runif(length(y)) < .08, NA, y)
    }
    made <- rbind(made, data.frame(
      group = strata$group[h], stratum = strata$stratum[h], cluster = sprintf("%s%02d", strata$stratum[h], c),
      rater = sprintf("%s%s%02d-%d", strata$group[h], strata$stratum[h], c, r),
      unit = paste0("u", judged), w = round(exp(rnorm(length(judged), sd = .7)), 2) + .01,
      y1 = level(), y2 = level()))
  }
}
made <- made[!(is.na(made$y1) & is.na(made$y2)), ]
write.csv(made, "spread-made.csv", row.names = FALSE, na = "", quote = FALSE)
long <- rbind(data.frame(made, leaf = 1, y = made$y1), data.frame(made, leaf = 2, y = made$y2))
long$s <- ifelse(is.na(long$y), NA, as.numeric(long$y >= 4))
long$h <- paste(long$group, long$stratum)
long$size <- strata$size[match(long$h, paste(strata$group, strata$stratum))]
# Populations count clusters; where raters are drawn one by one they are ten times as many.
long$many <- long$size * 10
long$psu <- paste(long$group, long$cluster)
units <- sort(unique(long$unit))
share <- function(unit, group) c(g1 = .6, g2 = .4)[[group]]
all_of <- function(design, case) {
  c(lapply(list("1" = 1, "2" = 2, whole = 1:2), function(leaves) {
      label <- paste0(case, ",", if (length(leaves) > 1) "whole" else leaves)
      rbind(scores(design, label, leaves, units, share, TRUE), rates(design, label, leaves, units))
    }))
}
parts <- all_of(svydesign(id = ~rater, strata = ~group, weights = ~w, data = long), "weights")
parts <- c(parts, all_of(svydesign(id = ~rater, strata = ~h, weights = ~w, fpc = ~many, data = long), "strata"))
parts <- c(parts, all_of(svydesign(id = ~psu, strata = ~group, weights = ~w, data = long), "clusters"))
for (policy in c("adjust", "average", "remove", "certainty")) {
  options(survey.lonely.psu = policy)
  design <- svydesign(id = ~psu, strata = ~h, weights = ~w, fpc = ~size, data = long)
  parts <- c(parts, all_of(design, policy))
}
write_out(parts, "spread-made-expected.csv")
