//! Pingyi

pub mod chart;
