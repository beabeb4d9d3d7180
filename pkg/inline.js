import{b as r,d as o,h as t}from"./chunks/573SGPNX.js";import"./chunks/7FKD36EJ.js";import"./chunks/3EEYNUFF.js";import"./chunks/LXDFZJ6F.js";import{base64 as e}from"./wasm/inline.js";var{Keyward:i,KeywardError:n,expiryOf:p,noticesOf:s,kontentManagement:y}=t(r(o(e)));export{i as Keyward,n as KeywardError,p as expiryOf,y as kontentManagement,s as noticesOf};
//# sourceMappingURL=inline.js.map
