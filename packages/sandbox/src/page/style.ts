/** The style of the gateway's pages and of the bank's. One column on a phone, the order beside the form where there is room. */
export const style = `
:root{color-scheme:light;--ink:#131a22;--soft:#55606e;--line:#dfe4ea;--edge:#7d8896;--ground:#eef2f5;--paper:#fff;--go:#0a6b58;--go-dark:#07503f;--bad:#a3231a;--bad-ground:#fdeeec}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--ground);color:var(--ink)}
h1,h2,p,fieldset,ul,dl,dd{margin:0;padding:0;border:0}
ul{list-style:none}
a{color:var(--go)}
button,input{font:inherit;color:inherit}
button{cursor:pointer}
:focus-visible{outline:3px solid #1f7ae0;outline-offset:2px}
.soft{color:var(--soft);font-size:14px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.top{display:flex;justify-content:space-between;align-items:center;gap:16px;max-width:960px;margin:0 auto;padding:14px 20px;font-size:14px}
.top .lock{display:flex;align-items:center;gap:8px;font-weight:600}
.top nav{display:flex;gap:4px}
.top nav a,.top nav b{display:inline-block;min-width:44px;padding:10px 8px;text-align:center;text-decoration:none;font-weight:600;border-radius:8px}
.top nav b{background:#dde5ea}
.sheet{display:grid;max-width:960px;margin:0 auto;background:var(--paper)}
.order{padding:20px;border-bottom:1px solid var(--line)}
.shop{display:flex;align-items:center;gap:12px}
.shop i{display:grid;place-items:center;width:44px;height:44px;border-radius:12px;background:var(--go);color:#fff;font:700 20px/1 system-ui,sans-serif;flex:none}
h1{font-size:18px;line-height:1.3}
.note h1,.note p{text-wrap:balance}
h2{font-size:16px;line-height:1.4}
.comment{margin-top:12px;overflow-wrap:anywhere}
.sum{margin-top:16px}
.sum b{display:block;font-size:30px;line-height:1.2;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.sum+.soft{margin-top:8px}
.pay-side{padding:20px 20px 28px}
.alert{background:var(--bad-ground);color:var(--bad);border:1px solid #eec5c1;border-radius:12px;padding:12px 16px;margin-bottom:20px;font-weight:600}
.wallets{display:grid;gap:10px;grid-template-columns:repeat(auto-fit,minmax(100px,1fr))}
.wallets button{height:52px;border:0;border-radius:12px;background:#000;color:#fff;font-size:14px;line-height:1.2;font-weight:600;padding:0 4px}
.or{display:flex;align-items:center;gap:12px;margin:18px 0;color:var(--soft);font-size:14px}
.or::before,.or::after{content:"";flex:1;border-top:1px solid var(--line)}
.cards{border:1px solid var(--line);border-radius:14px;margin-bottom:20px}
.cards legend{float:left;width:100%;padding:14px 16px 6px;font-weight:600}
.cards legend+*{clear:both}
.card{display:grid;grid-template-columns:auto 1fr auto;align-items:center;gap:0 12px;padding:0 6px 0 16px;border-top:1px solid var(--line)}
.card label.name{padding:12px 0;min-height:56px;display:grid;align-content:center;cursor:pointer}
.card .name b{font-weight:600;font-variant-numeric:tabular-nums}
.card .name b span{white-space:nowrap}
.card .code{grid-column:2/-1;display:none;padding:0 10px 14px 0}
.card .code .field{margin:0}
.card .code .wrong{margin:6px 0 0}
.card:has(>input:checked){background:#f2f8f6}
.card:has(>input:checked) .code{display:block}
.card:last-child{border-radius:0 0 14px 14px}
input[type=radio],input[type=checkbox]{width:22px;height:22px;accent-color:var(--go);margin:0;flex:none}
.new-card{margin-bottom:20px}
form:has([name=choice][value=new][type=radio]:not(:checked)) .new-card{display:none}
.field{display:block;margin-bottom:14px}
.field span{display:block;font-size:14px;font-weight:600;margin-bottom:6px}
.field input{width:100%;height:50px;padding:0 14px;border:1px solid var(--edge);border-radius:12px;background:#fff;font-variant-numeric:tabular-nums}
.field input[aria-invalid]{border:2px solid var(--bad)}
.wrong{display:block;color:var(--bad);font-size:14px;margin:-6px 0 14px}
.three{display:grid;grid-template-columns:1fr 1fr 1.5fr;gap:0 12px;align-items:start}
.keep{display:flex;gap:12px;align-items:flex-start;padding:10px 0;cursor:pointer}
.keep input{margin-top:1px}
.agreement{border:1px solid var(--line);border-radius:14px;padding:16px;margin-bottom:20px;background:#fbfaf3}
.agreement li{margin-top:6px;padding-left:18px;position:relative}
.agreement li::before{content:"";position:absolute;left:2px;top:.6em;width:6px;height:6px;border-radius:50%;background:var(--go)}
.agreement .keep{margin-top:8px;padding-bottom:0}
.go,.plain{display:flex;width:100%;min-height:56px;align-items:center;justify-content:center;text-align:center;border-radius:14px;font-weight:600;font-size:17px;text-decoration:none;padding:8px 16px}
.go{border:0;background:var(--go);color:#fff}
.go:hover{background:var(--go-dark)}
.go.danger{background:var(--bad)}
.plain{border:1px solid var(--edge);background:#fff;color:var(--ink);margin-top:12px}
.link{border:0;background:none;color:var(--go);min-height:44px;padding:0 10px;text-decoration:underline;font-size:14px}
.foot{margin-top:20px;display:grid;gap:8px;text-align:center;text-wrap:balance}
.badge{display:inline-block;justify-self:center;background:#fff3d6;color:#5a4100;border-radius:999px;padding:4px 14px;font-size:13px;font-weight:600}
.note{display:grid;gap:12px;padding:32px 20px;max-width:520px;margin:0 auto;background:var(--paper);text-align:center}
.note .mark{justify-self:center;display:grid;place-items:center;width:56px;height:56px;border-radius:50%;background:#e4f2ee;color:var(--go);font-size:28px;font-weight:700}
.note .mark.bad{background:var(--bad-ground);color:var(--bad)}
.spinner{justify-self:center;width:44px;height:44px;border-radius:50%;border:4px solid var(--line);border-top-color:var(--go);animation:turn 1s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}
@media(prefers-reduced-motion:reduce){.spinner{animation-duration:6s}}
@media(min-width:600px){.note{margin-top:48px;border-radius:20px;box-shadow:0 10px 40px #10204014}}
@media(min-width:860px){
.sheet{grid-template-columns:340px 1fr;border-radius:20px;overflow:hidden;margin-top:12px;margin-bottom:48px;box-shadow:0 10px 40px #10204014}
.order{padding:32px;border-bottom:0;border-right:1px solid var(--line);background:#f8fafb}
.pay-side{padding:32px}
}
@media(forced-colors:active){.go,.wallets button{border:1px solid}}
`;
