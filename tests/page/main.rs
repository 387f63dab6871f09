//! The bulletin as a page and as a site: what the text must hold, and what the scripts do in a browser.

// The condition always holds here; it tells the lints that helpers may unwrap as tests may.
#[cfg(test)]
mod browser;
#[cfg(test)]
mod driver;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod names;
#[cfg(test)]
mod road;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod script;
#[cfg(test)]
mod site_kept;
#[cfg(test)]
mod site_seen;
#[cfg(test)]
mod site_size;
#[cfg(test)]
mod site_text;
#[cfg(test)]
mod site_used;
#[cfg(test)]
mod text;
