import{c as b,d as c,e as d,f as e}from"./chunks/2ZWRHLI5.js";import"./chunks/7V2XL544.js";import{c as a}from"./chunks/2643MTKB.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
