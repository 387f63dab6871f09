//! A browser driven as a person drives it: real clicks, real keys, real pages on the disk.
//!
//! It speaks the browser's own protocol for developers over a socket to this machine, so that the
//! pages stay as they are written: nothing is put into them.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::browser::found;

/// Longer than this nothing is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one open page.
pub(super) struct Driver {
    browser: Child,
    stream: TcpStream,
    session: Option<String>,
    next: u64,
    /// What the browser told without being asked.
    events: Vec<Value>,
    _user: TempDir,
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}

impl Driver {
    /// A browser; `None`, with a word to the person who runs the tests, where there is none.
    pub(super) fn start() -> Option<Driver> {
        let program = found()?;
        let user = tempfile::tempdir().unwrap();
        let browser = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
            ])
            .args(["--remote-debugging-port=0", "--window-size=1280,900", "--hide-scrollbars"])
            .arg(format!("--user-data-dir={}", user.path().display()))
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stream = connected(&user.path().join("DevToolsActivePort"));
        let mut driver =
            Driver { browser, stream, session: None, next: 0, events: Vec::new(), _user: user };
        let target = driver.call("Target.createTarget", json!({"url": "about:blank"}));
        let asked = json!({"targetId": target["targetId"], "flatten": true});
        let attached = driver.call("Target.attachToTarget", asked);
        driver.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Network", "Log"] {
            driver.call(&format!("{domain}.enable"), json!({}));
        }
        driver.resize(1280, 900);
        Some(driver)
    }

    /// Opens a file and waits until it is loaded; gives the milliseconds that took.
    pub(super) fn open(&mut self, file: &Path, hash: &str) -> f64 {
        let mut address = String::from("file://");
        for byte in file.display().to_string().bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                    address.push(char::from(byte));
                }
                byte => address.push_str(&format!("%{byte:02X}")),
            }
        }
        // A page that differs in its hash alone would not be loaded anew.
        self.navigate("about:blank", "about:blank");
        let start = Instant::now();
        self.navigate(&format!("{address}{hash}"), &address);
        start.elapsed().as_secs_f64() * 1000.0
    }

    /// Goes to an address and waits until the page that has it, but for its hash, is loaded. What the
    /// browser tells of loading may be of a page that was left before.
    fn navigate(&mut self, address: &str, page: &str) {
        self.call("Page.navigate", json!({"url": address}));
        let here = json!(page);
        self.until(&format!(
            "location.href.split('#')[0] === {here} && document.readyState === 'complete'"
        ));
    }

    /// Waits until a condition of the page holds.
    pub(super) fn until(&mut self, condition: &str) {
        let start = Instant::now();
        // Between two pages there may be no document, and a question may be lost with its page.
        let asked = json!({
            "expression": format!("(() => {{ try {{ return Boolean({condition}); }} catch (early) {{ return false; }} }})()"),
            "returnByValue": true
        });
        while self.answer("Runtime.evaluate", asked.clone())["result"]["result"]["value"] != true {
            assert!(start.elapsed() < PATIENCE, "never: {condition}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What a function body gives back in the page.
    pub(super) fn eval(&mut self, body: &str) -> Value {
        let expression = format!("(async function () {{ {body} }})()");
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let outcome = self.call("Runtime.evaluate", asked);
        assert!(outcome.get("exceptionDetails").is_none(), "{outcome}");
        outcome["result"]["value"].clone()
    }

    /// Clicks in the middle of what a selector finds, after bringing it into view.
    pub(super) fn click(&mut self, selector: &str) {
        let (x, y) = self.middle(selector);
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let asked = json!({"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", asked);
        }
    }

    /// Moves the pointer over what a selector finds.
    pub(super) fn point(&mut self, selector: &str) {
        let (x, y) = self.middle(selector);
        self.call("Input.dispatchMouseEvent", json!({"type": "mouseMoved", "x": x, "y": y}));
    }

    fn middle(&mut self, selector: &str) -> (f64, f64) {
        let found = self.eval(&format!(
            "const one = document.querySelector({});
             if (!one) return null;
             one.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             const box = one.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2];",
            json!(selector)
        ));
        let place = |at: usize| found[at].as_f64().unwrap_or_else(|| panic!("no {selector}"));
        (place(0), place(1))
    }

    /// Presses and lets go a key.
    pub(super) fn press(&mut self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            " " => 32,
            "ArrowDown" => 40,
            other => panic!("no key {other}"),
        };
        let text = match key {
            "Enter" => "\r",
            " " => " ",
            _ => "",
        };
        for kind in ["keyDown", "keyUp"] {
            let mut asked = json!({"type": kind, "key": key, "windowsVirtualKeyCode": code});
            if kind == "keyDown" && !text.is_empty() {
                asked["text"] = json!(text);
            }
            self.call("Input.dispatchKeyEvent", asked);
        }
    }

    /// Types into what has the focus.
    pub(super) fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// A window of another size.
    pub(super) fn resize(&mut self, width: u32, height: u32) {
        let asked =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", asked);
    }

    /// As on paper (`print`) or on the screen (empty), by day (`light`) or night (`dark`).
    pub(super) fn media(&mut self, media: &str, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.call("Emulation.setEmulatedMedia", json!({"media": media, "features": features}));
    }

    /// Every request that is for no file, every error and every warning, since the start.
    pub(super) fn troubles(&mut self) -> Vec<String> {
        // Whatever is on its way comes before the answer.
        self.eval("return 0;");
        let mut found = Vec::new();
        for event in &self.events {
            let what = &event["params"];
            match event["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    let address = what["request"]["url"].as_str().unwrap_or_default();
                    let own = ["file://", "about:", "data:", "blob:"];
                    if !own.iter().any(|start| address.starts_with(start)) {
                        found.push(address.to_owned());
                    }
                }
                Some("Runtime.exceptionThrown" | "Log.entryAdded") => found.push(what.to_string()),
                Some("Runtime.consoleAPICalled") if what["type"] != "log" => {
                    found.push(what.to_string());
                }
                _ => {}
            }
        }
        found
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The answer to a command, be it an error.
    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let mut message = json!({"id": self.next, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.send(&message.to_string());
        loop {
            let answer = self.receive();
            if answer["id"] == self.next {
                return answer;
            }
            self.events.push(answer);
        }
    }

    /// A text in one frame; the mask that the protocol asks for is of zeros.
    fn send(&mut self, text: &str) {
        let mut frame = vec![0x81];
        match text.len() {
            n if n < 126 => frame.push(0x80 | u8::try_from(n).unwrap()),
            n if n < 65536 => {
                frame.push(0x80 | 126);
                frame.extend(u16::try_from(n).unwrap().to_be_bytes());
            }
            n => {
                frame.push(0x80 | 127);
                frame.extend((n as u64).to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        self.stream.write_all(&frame).unwrap();
    }

    /// The next message, of as many frames as it has.
    fn receive(&mut self) -> Value {
        let mut text = Vec::new();
        loop {
            let [first, second] = self.bytes::<2>();
            let long = match second & 0x7f {
                126 => u64::from(u16::from_be_bytes(self.bytes())),
                127 => u64::from_be_bytes(self.bytes()),
                short => u64::from(short),
            };
            let start = text.len();
            text.resize(start + usize::try_from(long).unwrap(), 0);
            self.stream.read_exact(&mut text[start..]).unwrap();
            // What is no text and no more of one is a sign of life.
            if first & 0x0f > 2 {
                text.truncate(start);
            } else if first & 0x80 != 0 {
                return serde_json::from_slice(&text).unwrap();
            }
        }
    }

    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut read = [0; N];
        self.stream.read_exact(&mut read).unwrap();
        read
    }
}

/// Connects to the browser that writes its port into a file.
fn connected(port: &PathBuf) -> TcpStream {
    let start = Instant::now();
    let (port, path) = loop {
        let text = fs::read_to_string(port).unwrap_or_default();
        if let Some((port, path)) = text.trim().split_once('\n') {
            break (port.to_owned(), path.to_owned());
        }
        assert!(start.elapsed() < PATIENCE, "the browser does not open its port");
        std::thread::sleep(Duration::from_millis(20));
    };
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
    stream
}
