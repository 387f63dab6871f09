//! Pingyi
