import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { dayText, timeText, weekdayOf } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';

/** Date, weekday and time in the seat's own zone. */
export function DayTime() {
  const { t } = useTranslation('status');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const minuteMs = Math.floor(useNow() / 60_000) * 60_000;
  return (
    <time className="nh-num">
      {dayText(minuteMs, timeZone)} {t(`weekdays.${weekdayOf(minuteMs, timeZone)}`)} {timeText(minuteMs, timeZone)}
    </time>
  );
}
