module.exports = require("../token.js");
