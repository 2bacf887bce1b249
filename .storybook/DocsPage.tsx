import { Controls, Description, DocsContext, Primary, Subtitle, Title } from '@storybook/addon-docs/blocks';
import { useContext } from 'react';
import { ContractTable } from '../packages/ui/docs/ContractTable.tsx';
import { InheritedProps } from '../packages/ui/docs/InheritedProps.tsx';
import { partList } from '../packages/ui/docs/contract.ts';

/** The page of a component: what it is, its first state, its props, what a shop may build on, and every other state by name. */
export function DocsPage() {
  const context = useContext(DocsContext);
  const stories = context.componentStories();
  const name = stories[0]?.title.split('/').at(-1);
  const part = partList.find(([known]) => known === name)?.[1];
  return (
    <>
      <Title />
      <Subtitle />
      <Description />
      <Primary />
      <h2>Props</h2>
      <div style={{ overflowX: 'auto' }}>
        <Controls />
      </div>
      {part?.inherited && <InheritedProps from={part.inherited} />}
      {part && (
        <>
          <h2>What you may build on</h2>
          <p>Kept by a test, and changed only with a major version.</p>
          <ContractTable part={part} />
        </>
      )}
      <h2>Every state</h2>
      <ul>
        {stories.map((story) => (
          <li key={story.id}>
            <a href={`./?path=/story/${story.id}`} target="_top">
              {story.name}
            </a>{' '}
            {story.parameters['docs']?.description?.story}
          </li>
        ))}
      </ul>
    </>
  );
}
