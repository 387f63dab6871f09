# Expected values for tests/oracle/intervals.rs, from R's survey and base R.
# Run in this folder: Rscript intervals.R
suppressMessages(library(survey))
options(digits = 17)

# Made-up answers: 3 strata, 40 raters in clusters of one to four answers, unequal weights.
set.seed(20250701)
raters <- 40
size <- sample(1:4, raters, replace = TRUE)
data <- data.frame(rater = rep(seq_len(raters), size))
data$stratum <- (data$rater - 1) %% 3 + 1
data$weight <- c(1, 2.5, 0.7)[data$stratum] * runif(nrow(data), 0.8, 1.2)
own <- rnorm(raters)
for (item in 1:4) {
  cut <- c(-1.6, -0.3, 0.5, 1.9)[item]
  data[[paste0("yes", item)]] <- as.numeric(own[data$rater] + rnorm(nrow(data)) > cut)
}
design <- svydesign(ids = ~rater, strata = ~stratum, weights = ~weight, data = data, nest = TRUE)

known <- eval(formals(svyciprop)$method)
rows <- list()
for (item in 1:4) for (confidence in c(0.9, 0.95, 0.99)) {
  formula <- as.formula(paste0("~yes", item))
  mean <- svymean(formula, design)
  for (method in c("xlogit", "logit", "beta", "asin", "mean", "wilson")) {
    if (!(method %in% c(known, "xlogit"))) next
    # “logit” fits a regression and ends an iteration at 1e-8: “xlogit” is the formula itself.
    if (method == "logit") next
    ends <- confint(svyciprop(formula, design, method = method, level = confidence,
                              df = degf(design)))
    rows[[length(rows) + 1]] <- data.frame(
      method = method, share = as.numeric(coef(mean)), variance = as.numeric(vcov(mean)),
      freedom = degf(design), n = nrow(design), confidence = confidence,
      low = as.numeric(ends[1]), high = as.numeric(ends[2]))
  }
}
cat("methods of svyciprop here:", known, "\n", as.character(packageVersion("survey")), "\n")
write.csv(do.call(rbind, rows), "intervals.csv", row.names = FALSE, quote = FALSE)

# Distributions: what is asked, its parameters, the point or the chance, the answer.
of <- function(what, a, b, x, value) data.frame(what = what, a = a, b = b, x = x, value = value)
rows <- list()
for (df in c(0.5, 1, 2, 3, 4.7, 11, 30, 120, 299, 300, 1000, 1e6, Inf)) {
  for (p in c(1e-10, 1e-6, 0.001, 0.025, 0.2, 0.45, 0.9, 0.999))
    # Below one degree of freedom qt() itself is off by 1e-6 so far out (its tail falls as a power).
    if (df >= 1 || p > 1e-7) rows[[length(rows) + 1]] <- of("t_quantile_upper", df, 0, p, qt(p, df, lower.tail = FALSE))
  for (t in c(-4, -0.3, 0.001, 0.5, 1.96, 4, 9))
    rows[[length(rows) + 1]] <- of("t_upper", df, 0, t, pt(t, df, lower.tail = FALSE))
}
for (a in c(0.3, 1, 4.5, 60, 2500)) for (b in c(0.7, 1, 12, 900)) for (p in c(0.001, 0.025, 0.5, 0.975))
  rows[[length(rows) + 1]] <- of("beta_quantile", a, b, p, qbeta(p, a, b))
for (df in c(0.5, 1, 2, 9, 80, 3000)) for (p in c(0.001, 0.025, 0.5, 0.975, 0.999))
  rows[[length(rows) + 1]] <- of("chi_squared_quantile", df, 0, p, qchisq(p, df))
for (df in c(1, 9, 80)) for (x in c(0.1, 5, 60, 150))
  rows[[length(rows) + 1]] <- of("chi_squared_upper", df, 0, x, pchisq(x, df, lower.tail = FALSE))
for (n in c(7, 70, 635, 4000)) for (x in c(0, 1, ceiling(n / 2), ceiling(n * 0.53), n))
  rows[[length(rows) + 1]] <- of("coin_upper", n, 0, x, pbinom(x - 1, n, 0.5, lower.tail = FALSE))
write.csv(do.call(rbind, rows), "distributions.csv", row.names = FALSE, quote = FALSE)

# Adjusted p-values of families of different sizes.
rows <- list()
for (size in c(1, 2, 6, 40)) {
  p <- round(runif(size)^3, 6)
  for (method in c("bonferroni", "holm", "hochberg", "BH", "BY"))
    rows[[length(rows) + 1]] <- data.frame(
      family = size, method = method, chance = p, adjusted = p.adjust(p, method))
}
write.csv(do.call(rbind, rows), "adjusted.csv", row.names = FALSE, quote = FALSE)
