//! Shares in whole numbers.

/// `total` shared out by `sizes`, by the largest remainders (Hamilton): the part of each is its exact
/// share rounded down or up, and never more than its size.
///
/// Of equal remainders the larger size comes first, then the earlier. `total` may not be above the
/// sum of the sizes; what is above it is left over.
pub(super) fn proportional(total: u64, sizes: &[u64]) -> Vec<u64> {
    let all: u128 = sizes.iter().copied().map(u128::from).sum();
    if all == 0 {
        return vec![0; sizes.len()];
    }
    let total = u128::from(total).min(all);
    let product = |size: u64| total * u128::from(size);
    let mut parts: Vec<u64> =
        sizes.iter().map(|size| u64::try_from(product(*size) / all).unwrap_or(*size)).collect();
    let given: u128 = parts.iter().copied().map(u128::from).sum();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse((product(sizes[*i]) % all, sizes[*i])), *i));
    let left = usize::try_from(total - given).unwrap_or(0);
    for index in order.into_iter().take(left) {
        parts[index] += 1;
    }
    parts
}

/// `total` shared out equally, where one with fewer gives all it has and the others make up for it.
/// What cannot be shared equally goes to the larger, then to the earlier.
pub(super) fn equal(total: u64, sizes: &[u64]) -> Vec<u64> {
    let mut parts = vec![0; sizes.len()];
    let mut left = total;
    loop {
        let mut open: Vec<usize> = (0..sizes.len()).filter(|i| parts[*i] < sizes[*i]).collect();
        let n = open.len() as u64;
        if n == 0 || left == 0 {
            return parts;
        }
        if left < n {
            open.sort_by_key(|i| (std::cmp::Reverse(sizes[*i]), *i));
        }
        let each = (left / n).max(1);
        for index in open {
            let more = each.min(sizes[index] - parts[index]).min(left);
            parts[index] += more;
            left -= more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_sum_to_the_total_and_stay_within_sizes() {
        assert_eq!(proportional(10, &[50, 30, 20]), [5, 3, 2]);
        assert_eq!(proportional(10, &[33, 33, 34]), [3, 3, 4]);
        assert_eq!(proportional(1, &[5, 5]), [1, 0]);
        assert_eq!(proportional(7, &[3, 3]), [3, 3]);
        assert_eq!(proportional(7, &[0, 0]), [0, 0]);
        assert_eq!(equal(10, &[2, 50, 50]), [2, 4, 4]);
        assert_eq!(equal(11, &[2, 50, 60]), [2, 4, 5]);
        assert_eq!(equal(99, &[2, 3]), [2, 3]);
    }
}
