//! Laws of what is withheld.
