import { type PointerEvent, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { Button } from './button.tsx';
import { FieldHead } from './field-head.tsx';
import { invalidIf, useWrong } from './wrong-fields.ts';

type Props = { name: string; label: string; hint: string };

// The paper is white and the ink dark in either theme: what is kept is a picture that is printed one day.
const paper = 'white';
const ink = 'black';
const size = { width: 1_200, height: 400 };
const width = 5;

/** A box to sign in; its value is the picture as a PNG in base64, and empty until something was drawn. */
export function SignaturePad({ name, label, hint }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDrawing = useRef(false);
  const [picture, setPicture] = useState('');

  const pen = () => canvas.current?.getContext('2d') ?? null;
  const placeOf = ({ clientX, clientY }: PointerEvent<HTMLCanvasElement>) => {
    const box = canvas.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      x: ((clientX - box.left) / box.width) * size.width,
      y: ((clientY - box.top) / box.height) * size.height,
    };
  };
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    const line = pen();
    if (!line || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (picture === '') {
      line.fillStyle = paper;
      line.fillRect(0, 0, size.width, size.height);
    }
    isDrawing.current = true;
    Object.assign(line, {
      strokeStyle: ink,
      lineWidth: width,
      lineCap: 'round',
      lineJoin: 'round',
    });
    const { x, y } = placeOf(event);
    line.beginPath();
    line.moveTo(x, y);
    line.lineTo(x, y);
    line.stroke();
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!isDrawing.current) return;
    const { x, y } = placeOf(event);
    const line = pen();
    line?.lineTo(x, y);
    line?.stroke();
  };
  const end = () => {
    if (!isDrawing.current) return;
    isDrawing.current = false;
    setPicture(canvas.current?.toDataURL('image/png').split(',')[1] ?? '');
  };
  const clear = () => {
    pen()?.clearRect(0, 0, size.width, size.height);
    setPicture('');
  };

  const wrong = useWrong(name);
  return (
    <TextField
      name={name}
      value={picture}
      className="field"
      data-field={name}
      {...invalidIf(wrong)}
    >
      <FieldHead label={label} hint={hint} isOptional={false} wrong={wrong} />
      <canvas
        ref={canvas}
        {...size}
        className="signature-pad"
        role="img"
        aria-label={picture === '' ? `${label}: nothing is drawn yet` : `${label}: drawn`}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <Input type="hidden" />
      <Button size="small" look="quiet" onPress={clear}>
        Clear the signature
      </Button>
    </TextField>
  );
}
