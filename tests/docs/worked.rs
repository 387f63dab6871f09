//! The worked examples of `docs/methods.md`, computed from a scheme and a file.
