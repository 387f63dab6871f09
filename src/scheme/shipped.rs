//! The schemes that come with the program, so that an office PC needs no other file.

macro_rules! shipped {
    ($($id:literal),* $(,)?) => {
        /// Id and text of each shipped scheme, the target office first, the counter-example last.
        const SHIPPED: &[(&str, &str)] =
            &[$(($id, include_str!(concat!("../../indicators/", $id, ".toml")))),*];
    };
}

shipped![
    "xiaoneng-6",
    "hangzhou-9",
    "wanzhong-5",
    "xian-zuofeng",
    "zunyi-zw",
    "xingping-70-30",
    "hlj-shengzhi",
    "shuangpai-h2",
    "ankang-3feng",
    "daxue-50-99",
    "neibu-abcd",
    "haochaping-5",
    "wuhan-shuangping",
    "danglian-10",
    "xian-gongzhong-4",
    "kaixian-2010",
];

/// The ids of the shipped schemes.
pub fn shipped_ids() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(id, _)| *id)
}

/// The text of a shipped scheme.
pub fn shipped_text(id: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}
