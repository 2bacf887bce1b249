import { build } from 'vite';
import { gzipSync } from 'node:zlib';
import { minifySync } from 'vite';
const entry = process.argv[2];
const client=['@onfile/source','module','browser','development|production'];
const built = await build({ resolve:{conditions:client}, configFile:false, logLevel:'error', oxc:{plugins:{styledComponents:{namespace:'onfile',pure:true}}}, define:{'process.env.NODE_ENV':'"production"'},
 build:{write:false,minify:true,target:'es2023',rolldownOptions:{input:entry,preserveEntrySignatures:'strict',external:['react','react-dom','react/jsx-runtime','react-dom/client'],output:{codeSplitting:{groups:[{name:'libraries',test:/node_modules/}]}},checks:{moduleLevelDirective:false}}}});
const outs=(Array.isArray(built)?built:[built]).flatMap(b=>b.output);
for (const c of outs) { if(c.type!=='chunk')continue; console.log(c.name, gzipSync(c.code,{level:9}).length, c.code.length);
 if(c.name!=='libraries'){ const rows=Object.entries(c.modules).map(([id,m])=>[id.replace(/.*packages\//,''), m.renderedLength, m.code?gzipSync(m.code).length:0]).sort((a,b)=>b[2]-a[2]); for(const r of rows) console.log('   ',...r); if(process.argv[3]) (await import('node:fs')).writeFileSync(process.argv[3], c.code);} }
