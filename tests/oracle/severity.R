# Two-way model with dummies for units and raters, and a sandwich clustered by rater or cluster, in base R.
#
#   Rscript severity.R
#
# writes the ballots that the program reads (severity-ballots.csv) and what base R makes of them
# (severity.csv). Weights are those of docs/methods.md §18; everything else is lm() and matrices.

options(digits = 17)
set.seed(20260701)

n_units <- 9
units <- sprintf("U%02d", seq_len(n_units))
truth <- 60 + 25 * seq_len(n_units) / n_units

# Units 1–7 are linked; units 8 and 9 share their raters with nobody else.
draw <- function(group, n, from, size) {
  do.call(rbind, lapply(seq_len(n), function(r) {
    severity <- rnorm(1, 0, 6)
    on <- sort(sample(from, size()))
    work <- pmin(100, pmax(0, round(truth[on] + severity + rnorm(length(on), 0, 8))))
    style <- pmin(100, pmax(0, round(truth[on] + severity + rnorm(length(on), 0, 8))))
    data.frame(rater = paste0(group, r), group = group, unit = units[on], work = work, style = style,
               weight = sample(c(0.5, 1, 1.25, 2), 1), cluster = paste0(group, (r - 1) %/% 3))
  }))
}
ballots <- rbind(
  draw("A", 18, 1:7, function() sample(1:5, 1)),
  draw("B", 24, 1:7, function() sample(2:4, 1)),
  draw("A8", 5, 8:9, function() sample(1:2, 1, prob = c(1, 3))),
  draw("B8", 6, 8:9, function() sample(1:2, 1, prob = c(1, 3))))
ballots$group <- substr(ballots$group, 1, 1)
ballots <- ballots[sample(nrow(ballots)), ]
write.csv(ballots, "severity-ballots.csv", row.names = FALSE, quote = FALSE)

# Indicators weigh 60 and 40, groups 30 and 70; a group counts on a unit from 2 ballots on.
ballots$y <- 0.6 * ballots$work + 0.4 * ballots$style
share <- c(A = 30, B = 70)
cell <- paste(ballots$unit, ballots$group)
ballots <- ballots[ave(ballots$y, cell, FUN = length) >= 2, ]
cell <- paste(ballots$unit, ballots$group)
heard <- unique(ballots[c("unit", "group")])
total <- tapply(share[heard$group], heard$unit, sum)
ballots$w <- as.numeric(share[ballots$group] / total[ballots$unit] *
  ballots$weight / ave(ballots$weight, cell, FUN = sum))
raw <- tapply(ballots$w * ballots$y, ballots$unit, sum) / tapply(ballots$w, ballots$unit, sum)

fit <- function(d, cluster) {
  d$unit <- factor(d$unit)
  d$rater <- factor(d$rater)
  # As many columns as the model has degrees of freedom: all units, all raters but one.
  x <- cbind(model.matrix(~ 0 + unit, d), model.matrix(~ rater, d)[, -1, drop = FALSE])
  model <- lm.wfit(x, d$y, d$w)
  stopifnot(model$rank == ncol(x))
  p <- nlevels(d$unit)
  bread <- solve(crossprod(x, d$w * x))
  scores <- rowsum(d$w * model$residuals * x, d[[cluster]])
  several <- tapply(d$unit, d$rater, function(u) length(unique(u)) > 1)
  m <- length(unique(d[[cluster]][several[as.character(d$rater)]]))
  v <- m / (m - 1) * bread %*% crossprod(scores) %*% bread
  centre <- diag(p) - 1 / p
  u <- model$coefficients[1:p]
  list(adjusted = as.numeric(centre %*% u) + mean(raw[levels(d$unit)]),
       v = centre %*% v[1:p, 1:p] %*% centre, units = levels(d$unit), m = m)
}

lines <- "what,a,b,value"
put <- function(what, a, b, value)
  lines <<- c(lines, sprintf("%s,%s,%s,%.17g", what, a, b, value))
for (unit in units) put("raw", unit, "", raw[unit])
for (part in list(units[1:7], units[8:9])) {
  d <- ballots[ballots$unit %in% part, ]
  for (cluster in c("rater", "cluster")) {
    f <- fit(d, cluster)
    if (cluster == "rater") for (i in seq_along(f$units)) put("adjusted", f$units[i], "", f$adjusted[i])
    for (i in seq_along(f$units)) for (j in seq_len(i))
      put(paste0("covariance-by-", cluster), f$units[i], f$units[j], f$v[i, j])
    put(paste0("draws-by-", cluster), f$units[1], "", f$m)
  }
}

# "Own unit" as one more column of the linked part: rater k of group A belongs to unit (k - 1) mod 7 + 1.
d <- ballots[ballots$unit %in% units[1:7], ]
number <- as.integer(sub("^[AB]", "", d$rater))
d$own <- as.numeric(d$group == "A" & d$unit == units[(number - 1) %% 7 + 1])
several <- tapply(d$unit, d$rater, function(u) length(unique(u)) > 1)
x <- cbind(own = d$own, model.matrix(~ factor(unit) + factor(rater), d))
model <- lm.wfit(x, d$y, d$w)
bread <- solve(crossprod(x, d$w * x))
scores <- rowsum(d$w * model$residuals * x, d$rater)
m <- sum(several)
put("own", "", "", model$coefficients["own"])
put("own-error", "", "", sqrt((m / (m - 1) * bread %*% crossprod(scores) %*% bread)["own", "own"]))
# The mean of the rests of the model without that column.
plain <- lm.wfit(x[, -1], d$y, d$w)
linking <- several[d$rater]
put("own-rest", "", "", mean(plain$residuals[d$own == 1 & linking]))
put("own-n", "", "", sum(d$own == 1 & linking))

# Random raters: the generalised least squares of y on the units, with the covariance of two ballots of
# one rater σ²_s and of one ballot σ²_s + σ²_e / w̃; variances by Henderson's third method, w̃ with mean 1.
ballots$wt <- ballots$w / mean(ballots$w)
rss <- function(x) { q <- qr(x * sqrt(ballots$wt)); sum(qr.resid(q, ballots$y * sqrt(ballots$wt))^2) }
zu <- model.matrix(~ 0 + factor(unit), ballots)
zr <- model.matrix(~ 0 + factor(rater), ballots)
both <- cbind(zu, zr)
rank <- qr(both * sqrt(ballots$wt))$rank
s2e <- rss(both) / (nrow(ballots) - rank)
wz <- ballots$wt * zr
left <- crossprod(zr, wz) - crossprod(wz, zu) %*% solve(crossprod(zu, ballots$wt * zu)) %*% crossprod(zu, wz)
s2s <- max(0, (rss(zu) - rss(both) - (rank - ncol(zu)) * s2e) / sum(diag(left)))
sigma <- s2s * tcrossprod(zr) + diag(s2e / ballots$wt)
gls <- solve(crossprod(zu, solve(sigma, zu)), crossprod(zu, solve(sigma, ballots$y)))
put("sd-ballots", "", "", sqrt(s2e))
put("sd-raters", "", "", sqrt(s2s))
for (i in seq_len(n_units)) put("shrunken", units[i], "", gls[i])
writeLines(lines, "severity.csv")
