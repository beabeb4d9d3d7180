import{h as r}from"./chunks/573SGPNX.js";import"./chunks/7FKD36EJ.js";import"./chunks/3EEYNUFF.js";import"./chunks/LXDFZJ6F.js";import o from"./wasm/keyward_bg.wasm";var{Keyward:m,KeywardError:n,expiryOf:a,noticesOf:f,kontentManagement:i}=r(o);export{m as Keyward,n as KeywardError,a as expiryOf,i as kontentManagement,f as noticesOf};
//# sourceMappingURL=workerd.js.map
