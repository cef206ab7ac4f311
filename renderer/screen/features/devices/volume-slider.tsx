import { Slider } from 'antd';
import { useState } from 'react';

type VolumeSliderProps = { readonly label: string; readonly value: number; readonly onChange: (value: number) => void };

/** 0…1 as per cent. Follows the hand at once; stored when it lets go. */
export function VolumeSlider({ label, value, onChange }: VolumeSliderProps) {
  const [moving, setMoving] = useState<number | null>(null);
  const shown = moving ?? Math.round(value * 100);
  return (
    <div className="nh-device-volume">
      <span>{label}</span>
      <Slider
        value={shown}
        min={0}
        max={100}
        ariaLabelForHandle={label}
        tooltip={{ open: false }}
        onChange={setMoving}
        onChangeComplete={(final) => {
          setMoving(null);
          onChange(final / 100);
        }}
      />
      <span className="nh-num">{shown}%</span>
    </div>
  );
}
