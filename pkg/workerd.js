import{h as r}from"./chunks/AJBYJLT3.js";import"./chunks/6B3L2BDP.js";import"./chunks/AIAEJXK2.js";import"./chunks/TZL3UMB6.js";import o from"./wasm/keyward_bg.wasm";var{Keyward:m,KeywardError:n,expiryOf:a,noticesOf:f,kontentManagement:i}=r(o);export{m as Keyward,n as KeywardError,a as expiryOf,i as kontentManagement,f as noticesOf};
//# sourceMappingURL=workerd.js.map
