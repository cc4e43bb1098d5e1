import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Caret } from './caret.tsx';

/** The month that opens below a date field. */
export function DateCalendar() {
  return (
    <Dialog className="calendar">
      <Calendar>
        <header>
          <Button slot="previous">
            <Caret to="left" />
          </Button>
          <Heading />
          <Button slot="next">
            <Caret to="right" />
          </Button>
        </header>
        <CalendarGrid>
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => <CalendarCell date={date} className="calendar-day" />}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
    </Dialog>
  );
}
