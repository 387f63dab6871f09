//! The page of a document of every piece.

use super::document_html;
use crate::report::document::sample;
use crate::scheme::Language;

#[test]
fn every_piece_of_a_document_is_in_the_page() {
    let page = document_html(&sample::document(Language::Chinese));
    for piece in [
        "<html lang=\"zh-CN\">",
        "<h1>关于2025年下半年全市机关<br>效能评议结果的通报</h1>",
        "<p class=\"number\">市效能办〔2026〕3号</p>",
        "<h2>一、评议基本情况</h2>",
        "<h3>（一）总体情况</h3>",
        "<h4 class=\"runs-on\">1.党群部门。</h4>",
        "<strong>84.39分</strong>",
        "<mark>{{待审：工作要求}}</mark>",
        "<caption>表1  各指标得分</caption>",
        "<th scope=\"col\"",
        "<p class=\"annex-label\">附件1</p>",
        "<li>1. 2025年下半年全市机关效能评议综合得分排名表</li>",
        "<figcaption>各单位综合得分</figcaption>",
        "<section class=\"part annex turned\">",
    ] {
        assert!(page.contains(piece), "{piece}");
    }
    assert_eq!(page.matches("<svg ").count(), 1);
    assert_eq!(page.matches("<table>").count(), page.matches("</table>").count());
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    for language in [Language::Chinese, Language::English] {
        let page = document_html(&sample::document(language));
        assert!(page.contains("default-src 'none'") && !page.contains("script-src"));
        for loader in ["<script", "<link", "<img", "<iframe", "url(h", "@import", "src="] {
            assert!(!page.contains(loader), "{loader}");
        }
        assert_eq!(page, document_html(&sample::document(language)));
    }
}

#[test]
fn the_page_is_well_formed_but_for_what_html_leaves_open() {
    for language in [Language::Chinese, Language::English] {
        let page = document_html(&sample::document(language));
        let open = |tag: &str| {
            page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count()
        };
        for tag in ["p", "div", "section", "table", "tr", "td", "th", "figure", "ol", "li", "mark"]
        {
            assert_eq!(open(tag), page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}
