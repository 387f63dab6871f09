//! The text of the page, without a browser.
