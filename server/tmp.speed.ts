import { readFileSync } from 'node:fs';
import { parseMarkdown } from './src/kit/text/parse.ts';
const id='0190a0a0-0000-7000-8000-000000000001';
const r={person:(id:string)=>({id,name:'Amina'}),space:(id:string)=>({id,name:'Warm'})};
const plain=['Good morning all, the van leaves at 9 from the depot.','Thanks, that works for me!','Can somebody cover Thursday? I am away until the 12th.','ok','We had 34 households on Tuesday, two more than last week. The new freezer helps a lot, and the volunteers from the college were great with the sorting.\nSee you tomorrow.','Yes. I asked the council about it: no answer yet.'];
const typical=['Good morning @[Amina Yusuf](person:'+id+'), the van leaves at **9** from the depot.','Thanks :tada:','Minutes are at https://example.org/docs/2026-11-minutes.html, please read before Thursday','- milk\n- bread\n- 20 tins','We said `npm start` works; see [the notes](https://example.org/notes) :+1:','> can you cover Thursday?\n\nYes, I can.', "R&D isn't *really* our thing","line one with two spaces  \nline two"];
const bench=(name:string,msgs:string[])=>{ for (let k=0;k<3;k++){ const t=performance.now(); let n=0; while(performance.now()-t<1500) { for(const m of msgs) parseMarkdown(m,r); n+=msgs.length;} console.log(name, Math.round(n/((performance.now()-t)/1000)),'/s'); } };
bench('plain',plain); bench('typical',typical); bench('mixed 70/30',[...plain,...plain,...plain,...typical]);
for (const m of typical) { const t=performance.now(); let n=0; while(performance.now()-t<300){ parseMarkdown(m,r); n++;} console.log(Math.round(n/0.3), JSON.stringify(m)); }
