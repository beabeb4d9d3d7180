import{b as r,d as o,h as t}from"./chunks/AJBYJLT3.js";import"./chunks/6B3L2BDP.js";import"./chunks/AIAEJXK2.js";import"./chunks/TZL3UMB6.js";import{base64 as e}from"./wasm/inline.js";var{Keyward:i,KeywardError:n,expiryOf:p,noticesOf:s,kontentManagement:y}=t(r(o(e)));export{i as Keyward,n as KeywardError,p as expiryOf,y as kontentManagement,s as noticesOf};
//# sourceMappingURL=inline.js.map
