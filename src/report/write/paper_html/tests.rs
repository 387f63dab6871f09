use super::document_html;
