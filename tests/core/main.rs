//! The core keeps its promises: from a scheme and files to counts, scores, ranks and changes.

// Marked as tests, so that helpers may unwrap like the tests they serve.
#[cfg(test)]
mod direction;
#[cfg(test)]
mod design;
#[cfg(test)]
mod edges;
mod exchange;
mod fair;
#[cfg(test)]
mod intake;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod layouts;
#[cfg(test)]
mod methods;
#[cfg(test)]
mod office;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod register;
#[cfg(test)]
mod screen;
#[cfg(test)]
mod spread;
#[cfg(test)]
mod trend;
#[cfg(test)]
mod years;
