//! Elements stand in the order of ISO/IEC 29500-1 (wml.xsd); Word calls a file broken where they do not.

use super::*;

/// Parents whose children are a sequence, and that sequence as far as the writer can use it.
const SEQUENCES: [(&str, &str); 15] = [
    (
        "pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    (
        "tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
    ("tblBorders", "top left bottom right insideH insideV"),
    ("tblCellMar", "top left bottom right"),
    (
        "tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    ),
    (
        "sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    ),
    (
        "style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    (
        "settings",
        "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins defaultTabStop autoHyphenation evenAndOddHeaders bookFoldPrinting characterSpacingControl footnotePr endnotePr compat rsids mathPr themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    ),
    ("font", "altName panose1 charset family notTrueType pitch sig"),
    ("tbl", "tblPr tblGrid tr"),
    ("tc", "tcPr p"),
    ("tr", "trPr tc"),
    ("inline", "extent effectExtent docPr cNvGraphicFramePr graphic"),
    ("pic", "nvPicPr blipFill spPr"),
];

#[test]
fn children_stand_in_the_order_of_the_schema() {
    let mut seen = std::collections::BTreeSet::new();
    let red = sample::with_red_head(Language::Chinese);
    for document in LANGUAGES.map(sample::document).into_iter().chain([red]) {
        for (name, text) in texts(&document) {
            let parsed = roxmltree::Document::parse(&text).unwrap();
            for node in parsed.descendants().filter(roxmltree::Node::is_element) {
                let parent = node.tag_name().name();
                let Some((_, order)) = SEQUENCES.iter().find(|(of, _)| *of == parent) else {
                    continue;
                };
                seen.insert(parent.to_owned());
                let order: Vec<&str> = order.split(' ').collect();
                let places: Vec<usize> = node
                    .children()
                    .filter(roxmltree::Node::is_element)
                    .map(|child| {
                        let child = child.tag_name().name();
                        let place = order.iter().position(|other| *other == child);
                        place.unwrap_or_else(|| panic!("{name}: {child} may not stand in {parent}"))
                    })
                    .collect();
                assert!(places.is_sorted(), "{name}: {parent} {places:?}");
                let may_repeat = ["tr", "tc", "p", "footerReference"];
                for pair in places.windows(2) {
                    let twice = pair[0] == pair[1] && !may_repeat.contains(&order[pair[0]]);
                    assert!(!twice, "{name}: {} stands twice in {parent}", order[pair[0]]);
                }
            }
        }
    }
    assert_eq!(seen.len(), SEQUENCES.len(), "every sequence occurs in the sample: {seen:?}");
}
