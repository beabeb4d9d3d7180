import{h as r}from"./chunks/ORQ44DEK.js";import"./chunks/G3A7IULJ.js";import"./chunks/KWNIJI6L.js";import"./chunks/K2M7RFIW.js";import o from"./wasm/keyward_bg.wasm";var{Keyward:m,KeywardError:n,expiryOf:a,noticesOf:f,kontentManagement:i}=r(o);export{m as Keyward,n as KeywardError,a as expiryOf,i as kontentManagement,f as noticesOf};
//# sourceMappingURL=workerd.js.map
