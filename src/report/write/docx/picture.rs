//! A picture: SVG for programs that draw it, PNG for the others.

use super::package::Part;
use super::parts::picture_ids;
use crate::chart::{Escaped, visible};
use crate::error::Error;
use crate::report::document::Picture;

/// English metric units in a twip.
const EMU: u32 = 635;

/// The namespaces that a body with pictures declares.
pub(super) const NAMESPACES: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#;

/// The drawing within a paragraph; `at` counts the pictures of the document from 0.
pub(super) fn drawing(picture: &Picture, at: usize, size: (u32, u32)) -> String {
    let (png, svg) = picture_ids(at);
    let number = at + 1;
    let (cx, cy) = (size.0 * EMU, size.1 * EMU);
    let description = visible(&picture.description);
    let description = Escaped(&description);
    let blip = format!(
        r#"<a:blip r:embed="{png}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{svg}"/></a:ext></a:extLst></a:blip>"#
    );
    let shape = format!(
        r#"<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>"#
    );
    format!(
        r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name="image{number}" descr="{description}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="image{number}" descr="{description}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>{shape}</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
    )
}

/// The files of a picture.
pub(super) fn parts(picture: &Picture, at: usize, png_scale: f32) -> Result<[Part; 2], Error> {
    let name = format!("word/media/image{}", at + 1);
    let png = picture.chart.png_of_several(png_scale).map_err(|cause| Error::Document {
        name: format!("{name}.png"),
        detail: cause.to_string(),
    })?;
    Ok([
        Part::packed(format!("{name}.png"), png),
        Part::text(format!("{name}.svg"), picture.chart.svg().to_owned()),
    ])
}
