# The covariance of unit scores after post-stratification and after raking, by R survey 4.1.1.
# Writes weights-ballots.csv and weights.csv beside itself: Rscript tests/oracle/weights.R
suppressMessages(library(survey))
# survey's calibrate takes one function from MASS, the generalised inverse. Where MASS is not installed,
# its definition stands in for it.
if (!requireNamespace("MASS", quietly = TRUE)) {
  package <- file.path(tempfile(), "MASS")
  dir.create(file.path(package, "R"), recursive = TRUE)
  writeLines(c("Package: MASS", "Version: 0.0.1", "Title: T", "Description: D.", "License: GPL-2",
               "Author: A", "Maintainer: A <a@b.c>"), file.path(package, "DESCRIPTION"))
  writeLines("export(ginv)", file.path(package, "NAMESPACE"))
  writeLines(c("ginv <- function(X, tol = sqrt(.Machine$double.eps)) {",
               "  s <- svd(X); k <- s$d > max(tol * s$d[1], 0)",
               "  s$v[, k, drop = FALSE] %*% ((1 / s$d[k]) * t(s$u[, k, drop = FALSE]))", "}"),
             file.path(package, "R", "ginv.R"))
  library <- tempfile(); dir.create(library); .libPaths(c(library, .libPaths()))
  install.packages(package, lib = library, repos = NULL, type = "source", quiet = TRUE)
}
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
set.seed(20)

# Ten leaders, and the public of three districts, some of whom were drawn with weight 2. The design
# weights of the districts add up to 20, 40 and 40, so that the factors of post-stratification end after
# six decimals and nothing is lost where weights are rounded to millionths.
public <- data.frame(
  group = "群众",
  district = rep(c("东区", "西区", "北区"), c(15, 30, 30)),
  weight = c(rep(1:2, c(10, 5)), rep(1:2, c(20, 10)), rep(1:2, c(20, 10))))
public$sex <- sample(c("男", "女"), nrow(public), TRUE, c(.6, .4))
leaders <- data.frame(group = "领导", district = "", weight = 1, sex = "")[rep(1, 10), ]
raters <- rbind(leaders, public)
raters$id <- seq_len(nrow(raters))
units <- c("甲", "乙", "丙", "丁")
base <- 3 + .8 * (raters$district == "东区") - .6 * (raters$sex == "女")
y <- sapply(c(.4, 0, .2, -.5), function(u)
  pmin(5, pmax(1, round(base + u + rnorm(nrow(raters), 0, .9)))))
# Not everybody knows every unit.
y[matrix(runif(length(y)) < .25, nrow(y))] <- NA
y[rowSums(!is.na(y)) == 0, 1] <- 3

rows <- do.call(rbind, lapply(seq_along(units), function(j) {
  known <- !is.na(y[, j])
  data.frame(票号 = raters$id, 评议主体 = raters$group, 单位 = units[j], 权重 = raters$weight,
             性别 = raters$sex, 区县 = raters$district, 工作 = y[, j])[known, ]
}))
write.csv(rows, file.path(here, "weights-ballots.csv"), row.names = FALSE, quote = FALSE,
          fileEncoding = "UTF-8")

# The score is .4 of the leaders and .6 of the public; its linear form under the final weights.
share <- c("领导" = .4, "群众" = .6)
influences <- function(design) {
  w <- weights(design)
  sapply(seq_along(units), function(j) {
    z <- numeric(nrow(y))
    for (g in names(share)) {
      of <- raters$group == g & !is.na(y[, j])
      mean <- sum(w[of] * y[of, j]) / sum(w[of])
      z[of] <- share[[g]] * (y[of, j] - mean) / sum(w[of])
    }
    z
  })
}
scores <- function(design) {
  w <- weights(design)
  sapply(seq_along(units), function(j) sum(sapply(names(share), function(g) {
    of <- raters$group == g & !is.na(y[, j])
    share[[g]] * sum(w[of] * y[of, j]) / sum(w[of])
  })))
}
out <- NULL
put <- function(case, design) {
  z <- influences(design)
  data <- as.data.frame(z)
  v <- vcov(svytotal(~V1 + V2 + V3 + V4, do.call(update, c(list(design), data))))
  # The same by svymean over the public alone, of which the linear form is survey's own.
  y1 <- ifelse(is.na(y[, 1]), 0, y[, 1])
  known <- !is.na(y[, 1]) & raters$group == "群众"
  own <- vcov(svymean(~y1, subset(update(design, y1 = y1), known)))
  z1 <- ifelse(raters$group == "群众", z[, 1] / .6, 0)
  ours <- vcov(svytotal(~z1, update(design, z1 = z1)))
  stopifnot(abs(own / ours - 1) < 1e-10)
  s <- scores(design)
  for (a in seq_along(units)) out <<- rbind(out, data.frame(case = case, what = "score", a = a, b = a,
                                                            value = sprintf("%.17g", s[a])))
  for (a in seq_along(units)) for (b in seq_len(a))
    out <<- rbind(out, data.frame(case = case, what = "covariance", a = a, b = b,
                                  value = sprintf("%.17g", v[a, b])))
  w <- weights(design)[raters$group == "群众"]
  deff <- length(w) * sum(w^2) / sum(w)^2
  out <<- rbind(out, data.frame(case = case, what = "deff", a = 0, b = 0, value = sprintf("%.17g", deff)))
}

raters$cell <- ifelse(raters$group == "领导", "领导", raters$district)
raters$L <- as.numeric(raters$group == "领导")
raters$Fe <- as.numeric(raters$sex == "女")
raters$Ma <- as.numeric(raters$sex == "男")
raters$D2 <- as.numeric(raters$district == "西区")
raters$D3 <- as.numeric(raters$district == "北区")
drawn <- svydesign(~id, strata = ~group, weights = ~weight, data = raters)
put("none", drawn)
population <- data.frame(cell = c("领导", "东区", "西区", "北区"), Freq = c(10, 2500, 4000, 3500))
put("post", postStratify(drawn, ~cell, population))
put("rake", calibrate(drawn, ~0 + L + Fe + Ma + D2 + D3,
                      c(L = 10, Fe = 5200, Ma = 4800, D2 = 4000, D3 = 3500),
                      calfun = "raking", epsilon = 1e-13, maxit = 200))
write.csv(out, file.path(here, "weights.csv"), row.names = FALSE, quote = FALSE)
