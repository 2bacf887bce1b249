import { styled } from 'styled-components';
import { contained, looks } from './looks.ts';
import type { Dress } from './screen.tsx';

/** Styled-components, each with one static template: nothing is interpolated per card. Rows outside the window are not drawn. */
export const styledDress: Dress = {
  of: {},
  tag: {
    root: styled.div`
      ${looks.root}
    `,
    outer: styled.div`
      ${looks.outer}
    `,
    panel: styled.section`
      ${looks.panel}
    `,
    header: styled.div`
      ${looks.header}
    `,
    group: styled.fieldset`
      ${looks.group}
    `,
    legend: styled.legend`
      ${looks.legend}
    `,
    row: styled.div`
      ${looks.row + contained}
    `,
    option: styled.label`
      ${looks.option}
    `,
    radio: styled.input`
      ${looks.radio}
    `,
    art: styled.span`
      ${looks.art}
    `,
    picture: styled.img`
      ${looks.picture}
    `,
    text: styled.span`
      ${looks.text}
    `,
    name: styled.span`
      ${looks.name}
    `,
    title: styled.span`
      ${looks.title}
    `,
    badge: styled.span`
      ${looks.badge}
    `,
    line: styled.span`
      ${looks.line}
    `,
    digits: styled.bdi`
      ${looks.digits}
    `,
    hint: styled.span`
      ${looks.hint}
    `,
    textButton: styled.button`
      ${looks.textButton}
    `,
    remove: styled.button`
      ${looks.remove}
    `,
    more: styled.button`
      ${looks.more}
    `,
    newArt: styled.span`
      ${looks.newArt}
    `,
    bones: styled.div`
      ${looks.bones}
    `,
    news: styled.div`
      ${looks.news}
    `,
    payBox: styled.div`
      ${looks.payBox}
    `,
    pay: styled.button`
      ${looks.pay}
    `,
    payShort: styled.span`
      ${looks.payShort}
    `,
    payLong: styled.span`
      ${looks.payLong}
    `,
    lock: styled.p`
      ${looks.lock}
    `,
  },
};
