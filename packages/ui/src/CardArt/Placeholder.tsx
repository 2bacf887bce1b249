import { useLayoutEffect, useRef } from 'react';
import { styled } from 'styled-components';
import { thumbHashToRGBA } from 'thumbhash';

/** What a picture is going to look like, from far away. Drawn by script: a page's policy may know no picture but the proxy's. */
export function Placeholder({ hash }: { hash: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext?.('2d');
    if (!canvas || !context) return;
    try {
      const { w, h, rgba } = thumbHashToRGBA(Uint8Array.from(atob(hash), (letter) => letter.charCodeAt(0)));
      Object.assign(canvas, { width: w, height: h });
      context.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
    } catch {
      // Not a ThumbHash: the bare ground stays.
    }
  }, [hash]);
  return <Canvas ref={ref} width={1} height={1} aria-hidden="true" />;
}

const Canvas = styled.canvas.withConfig({ componentId: 'onfile-placeholder' })`
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
`;
