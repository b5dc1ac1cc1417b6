/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
import { useEffect, useRef, useState } from "react";

interface Detector { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> }
type DetectorClass = new (options: { formats: string[] }) => Detector;
const detectorClass = (): DetectorClass | undefined => (globalThis as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Whether this phone can read labels with its camera. */
export const canScan = (): boolean => detectorClass() !== undefined && Boolean(navigator.mediaDevices?.getUserMedia);

const LOOK_MS = 180;

/** Looks through the camera until it reads a label. */
export function Scanner({ wanted, found, close }: { wanted: string; found: (text: string) => void; close: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [error, setError] = useState("");
  const tell = useRef(found);
  tell.current = found;
  useEffect(() => {
    const Detector = detectorClass();
    if (!Detector) return;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const detector = new Detector({ formats: ["qr_code", "data_matrix", "code_128", "code_39"] });
    const look = async () => {
      if (gone || !video.current) return;
      try {
        const [code] = await detector.detect(video.current);
        if (code && !gone) {
          tell.current(code.rawValue);
          return;
        }
      } catch {
        // A frame that cannot be read is followed by the next one.
      }
      timer = setTimeout(() => void look(), LOOK_MS);
    };
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(
      (opened) => {
        stream = opened;
        if (gone || !video.current) return opened.getTracks().forEach((t) => t.stop());
        video.current.srcObject = opened;
        return video.current.play().then(look);
      },
      () => setError("The camera is not open to this page. Tap the label instead, or type it."),
    );
    return () => {
      gone = true;
      clearTimeout(timer);
      stream?.getTracks().forEach((t) => t.stop());
    };
  }, []);
  return (
    <div className="scan" role="dialog" aria-label={`Scan ${wanted}`}>
      <p>Hold the camera over <strong>{wanted}</strong></p>
      <video ref={video} playsInline muted />
      {error ? <p role="alert">{error}</p> : null}
      <button type="button" className="huge" onClick={close}>Stop the camera</button>
    </div>
  );
}
