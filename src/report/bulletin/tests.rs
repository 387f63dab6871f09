//! The bulletin of a small city, and of schemes that lack one thing or another.
