import { expectAccessible } from './accessible.ts';
import { expect, test } from './journey.ts';
import { gather } from './people.ts';
import { message, say, writingBox } from './space.ts';

test('two people of two organisations write an agreement together, sign it, and are asked again when it changes', async ({
  server,
  open,
}) => {
  const { people, space } = await gather<'amina' | 'tomasz'>(server, 'tomasz');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz, watch } = await open({ secret: people.tomasz.secret });
  watch.expect(/409/);
  const address = `/agreements/space/${space.id}`;

  await test.step('Tomasz begins with the six lines; Amina sees them as he saves and makes them a version', async () => {
    await amina.goto(address);
    await tomasz.goto(address);
    await expect(tomasz.getByLabel('Stopping')).toHaveValue(/without giving a reason/);
    await expectAccessible(tomasz);
    await tomasz.getByLabel('Who decides').fill('We both.');
    await tomasz.getByRole('button', { name: 'Save for everybody' }).click();
    await expect(tomasz.getByText('A steward of the space makes it a version')).toBeVisible();
    // Her form is open too: his text is shown beside hers, and she takes it.
    await expect(amina.getByText('Tomasz Zieliński saved another text')).toBeVisible();
    await amina.getByRole('button', { name: 'Take theirs' }).click();
    await amina.getByRole('button', { name: 'Make it version 1' }).click();
    await expect(amina.getByText('You signed version 1.')).toBeVisible();
  });

  await test.step('Tomasz signs, and both read who signed which version', async () => {
    await tomasz.getByRole('button', { name: 'Sign version 1' }).click();
    for (const page of [amina, tomasz]) {
      const signed = page.getByRole('listitem').filter({ hasText: 'version 1' });
      await expect(signed.filter({ hasText: 'Tomasz Zieliński' })).toBeVisible();
      await expect(signed.filter({ hasText: 'Amina Yusuf' })).toBeVisible();
      await expectAccessible(page);
    }
  });

  await test.step('who saves second keeps their text and sees what the other wrote', async () => {
    await amina.getByRole('button', { name: 'Change the text' }).click();
    await tomasz.getByRole('button', { name: 'Change the text' }).click();
    await tomasz.getByLabel('Who owns').fill('Both, always.');
    await amina.getByLabel('Who decides').fill('Amina, after asking Tomasz.');
    await amina.getByRole('button', { name: 'Save for everybody' }).click();
    await expect(tomasz.getByText('Amina Yusuf saved another text')).toBeVisible();
    await expect(tomasz.locator('ins')).toContainText('Amina, after asking Tomasz.');
    await expect(tomasz.getByLabel('Who owns')).toHaveValue('Both, always.');
    await tomasz.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('a version that changes what was agreed asks Tomasz again, with the difference', async () => {
    await amina.getByRole('button', { name: 'Make it version 2' }).click();
    await expect(tomasz.getByText('Version 2 changes what you signed.')).toBeVisible();
    await expect(tomasz.locator('del').first()).toContainText('We both.');
    await expectAccessible(tomasz);
    await tomasz.getByRole('button', { name: 'Sign version 2' }).click();
    await expect(
      amina.getByRole('listitem').filter({ hasText: 'version 2' }).filter({ hasText: 'Tomasz' }),
    ).toBeVisible();
  });
});

test('a newcomer reads the charter before the first post, proposes other norms, and a shared space opens when both have accepted', async ({
  server,
  open,
}) => {
  const { people, space } = await gather<'amina' | 'tomasz'>(server, 'tomasz');
  const { page: amina } = await open({ secret: people.amina.secret });
  const { page: tomasz } = await open({ secret: people.tomasz.secret });

  await test.step('the charter stands over the box once', async () => {
    await tomasz.goto(`/spaces/${space.id}`);
    const card = tomasz.getByRole('region', { name: 'Before you write here' });
    await expect(card).toContainText('Warm homes for everybody.');
    await expectAccessible(tomasz);
    await card.getByRole('button', { name: 'I have read it' }).click();
    await expect(card).toBeHidden();
    await tomasz.reload();
    await expect(writingBox(tomasz)).toBeVisible();
    await expect(card).toBeHidden();
  });

  await test.step('he proposes a change; Amina accepts it with a reason that he reads at once', async () => {
    await tomasz.goto(`/spaces/${space.id}/about`);
    await tomasz.getByRole('button', { name: 'Propose a change' }).click();
    await tomasz.getByLabel('How fast we answer').fill('Within two working days.');
    await tomasz.getByLabel('Why would it be better?').fill('We are out on visits all day.');
    await tomasz.getByRole('button', { name: 'Send the proposal' }).click();
    await amina.goto(`/spaces/${space.id}/about`);
    await expectAccessible(amina);
    await amina.getByLabel('Your reason').fill('That is fair.');
    await amina.getByRole('button', { name: 'Accept it' }).click();
    await expect(tomasz.getByText('Accepted by Amina Yusuf (NC)')).toBeVisible();
    await expect(tomasz.getByText('That is fair.')).toBeVisible();
  });

  await test.step('a change of the record label is told to him above the box', async () => {
    await tomasz.goto(`/spaces/${space.id}`);
    await expect(tomasz.getByRole('region', { name: 'The charter of this space has changed' })).toContainText(
      'Within two working days.',
    );
    await tomasz.getByRole('button', { name: 'I have read it' }).click();
    await amina.getByRole('button', { name: 'Change the charter' }).click();
    await amina.getByLabel('How long messages are kept').selectOption({ label: '1 year' });
    await amina.getByRole('button', { name: 'Save as a new version' }).click();
    const card = tomasz.getByRole('region', { name: 'The charter of this space has changed' });
    await expect(card.locator('ins')).toContainText('1 year');
    await expectAccessible(tomasz);
  });

  await test.step('a space that names Harbour Care opens when Tomasz has accepted for it', async () => {
    await amina.goto('/new-space');
    await amina.getByLabel('Name').fill('Between us');
    await amina.getByRole('checkbox', { name: 'Harbour Care' }).check();
    await amina.getByRole('button', { name: 'Open the space' }).click();
    await expect(
      amina.getByText('This space opens when its charter is accepted by Harbour Care.'),
    ).toBeVisible();
    const id = /spaces\/([^/]+)/.exec(amina.url())?.[1] ?? '';
    await tomasz.goto(`/spaces/${id}/about`);
    await expectAccessible(tomasz);
    await tomasz.getByRole('button', { name: 'Accept it for Harbour Care' }).click();
    await say(writingBox(tomasz, 'Between us'), 'Here we are.');
    await expect(message(amina, 'Here we are.')).toBeVisible();
  });
});
