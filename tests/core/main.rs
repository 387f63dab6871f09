//! The core keeps its promises: from a scheme and files to counts, scores, ranks and changes.

mod direction;
mod edges;
mod intake;
mod laws;
mod layouts;
mod methods;
mod office;
mod oracle;
mod register;
mod trend;
mod years;
