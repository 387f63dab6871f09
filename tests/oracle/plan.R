# The numbers that docs/methods.md, §19, and the tests of src/sampling/ are held against.
# Run: Rscript tests/oracle/plan.R > tests/oracle/plan.csv
# Needs nothing but base R (written with 4.5).

options(digits = 12)

# The least n whose t interval is no wider than w to either side; N people, design effect d.
least <- function(w, s, N = Inf, d = 1, conf = .95) {
  n <- 2
  while (qt((1 + conf) / 2, n - 1) * s * sqrt(d / n * (1 - n / N)) > w) n <- n + 1
  n
}

# Half-width of a weighted mean over groups with Satterthwaite's degrees of freedom.
half <- function(W, S, m, N = Inf, conf = .95) {
  a <- W^2 * S^2 / m * (1 - m / N)
  df <- sum(a)^2 / sum(a^2 / (m - 1))
  c(qt((1 + conf) / 2, df) * sqrt(sum(a)), df)
}

show <- function(id, value) cat(id, ",", format(value, digits = 12), "\n", sep = "")
cat("id,value\n")
show("half-width-2", least(2, 15))
show("half-width-5", least(5, 15))
show("half-width-1", least(1, 15))
show("half-width-2-of-400", least(2, 15, N = 400))
show("half-width-2-design-effect", least(2, 15, d = 1.5))
show("difference-5", ceiling(power.t.test(delta = 5, sd = 15, power = .8)$n))
show("difference-3-power-90", ceiling(power.t.test(delta = 3, sd = 15, power = .9)$n))
show("difference-2-paired",
     ceiling(power.t.test(delta = 2, sd = 15 * sqrt(2 * (1 - .3)), power = .9, type = "paired")$n))
show("power-100", power.t.test(delta = 5, sd = 15, n = 100)$power)
show("detectable-12", power.t.test(n = 12, sd = 3, power = .8)$delta)
h <- half(c(.6, .4), c(10, 20), c(12, 16))
show("two-groups-half-width", h[1])
show("two-groups-degrees", h[2])
show("dozen-heavy-half-width", half(c(.7, .3), c(15, 15), c(12, 400))[1])
show("reliability-80", ceiling(15^2 / 3^2 * .8 / .2))
show("reliability-90", ceiling(15^2 / 3^2 * .9 / .1))
